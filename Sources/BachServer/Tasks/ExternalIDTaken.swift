/// A create brought an `external_task_id` that its sender has used before.
struct ExternalIDTaken: Error {}
