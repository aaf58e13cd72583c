import CMicroHTTPD

// libmicrohttpd calls these on its own thread, so they are free functions without an actor.

func logLine(context: UnsafeMutableRawPointer?, line: UnsafePointer<CChar>?) {
    guard let core = core(context), let line else { return }
    core.handlers.log(String(cString: line))
}

func connectionChanged(
    context: UnsafeMutableRawPointer?,
    connection: OpaquePointer?,
    socketContext: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    what: MHD_ConnectionNotificationCode
) {
    guard let core = core(context), let connection else { return }
    let handle = ConnectionHandle(connection)
    if what == .CONNECTION_NOTIFY_STARTED {
        core.watch.opened(handle, socket: cmhd_socket(connection), at: .now)
    } else {
        core.watch.closed(handle)
    }
}

func requestCompleted(
    context: UnsafeMutableRawPointer?,
    connection: OpaquePointer?,
    requestContext: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    why: MHD_RequestTerminationCode
) {
    guard let core = core(context), let connection, let pointer = requestContext?.pointee else { return }
    let incoming = Unmanaged<IncomingRequest>.fromOpaque(pointer).takeRetainedValue()
    requestContext?.pointee = nil
    incoming.discardFiles()
    core.watch.completed(ConnectionHandle(connection), at: .now)
}

/// Called once with the header, then with each piece of the body, then at its end, and again when the answer is ready.
func handleAccess(
    context: UnsafeMutableRawPointer?,
    connection: OpaquePointer?,
    url: UnsafePointer<CChar>?,
    method: UnsafePointer<CChar>?,
    version: UnsafePointer<CChar>?,
    data: UnsafePointer<CChar>?,
    size: UnsafeMutablePointer<Int>?,
    requestContext: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let core = core(context), let connection, let url, let method, let size, let requestContext else {
        return .NO
    }
    guard let pointer = requestContext.pointee else {
        let incoming = core.incoming(connection, url: String(cString: url), method: String(cString: method))
        requestContext.pointee = Unmanaged.passRetained(incoming).toOpaque()
        guard incoming.isAnsweredAtOnce, let refusal = incoming.refusal else { return .YES }
        return core.send(refusal, to: connection, for: incoming.head)
    }
    let incoming = Unmanaged<IncomingRequest>.fromOpaque(pointer).takeUnretainedValue()
    if size.pointee > 0 {
        incoming.receive(UnsafeRawBufferPointer(start: data, count: size.pointee))
        core.watch.received(ConnectionHandle(connection), bytes: size.pointee)
        size.pointee = 0
        return .YES
    }
    return core.bodyIsComplete(incoming, connection)
}

private func core(_ context: UnsafeMutableRawPointer?) -> ServerCore? {
    context.map { Unmanaged<ServerCore>.fromOpaque($0).takeUnretainedValue() }
}

/// Collects one header or one part of a query; `context` is the list.
private func collect(
    context: UnsafeMutableRawPointer?,
    kind: MHD_ValueKind,
    name: UnsafePointer<CChar>?,
    value: UnsafePointer<CChar>?
) -> MHD_Result {
    guard let list = context?.assumingMemoryBound(to: NamedValues.self), let name else { return .NO }
    list.pointee.append((String(cString: name), value.map { String(cString: $0) } ?? ""))
    return .YES
}

private typealias NamedValues = [(name: String, value: String)]

private func values(_ kind: MHD_ValueKind, of connection: OpaquePointer) -> NamedValues {
    var list: NamedValues = []
    withUnsafeMutablePointer(to: &list) { cmhd_values(connection, kind, collect, $0) }
    return list
}

extension ServerCore {
    fileprivate func incoming(_ connection: OpaquePointer, url: String, method: String) -> IncomingRequest {
        let list = values(.HEADER_KIND, of: connection).map { ($0.name.lowercased(), $0.value) }
        let query = values(.GET_ARGUMENT_KIND, of: connection).map { name, value in
            (name, RequestPath.decode(Substring(value)) ?? value)
        }
        let path = RequestPath(raw: url)
        let head = ServerRequest.Head(
            method: method,
            path: path ?? .root,
            headers: Dictionary(list) { $1 },
            query: Dictionary(query) { $1 }
        )
        let refusal = RequestFraming.refusal(list)
        let plan: BodyPlan =
            if let status = refusal ?? (path == nil ? 404 : nil) {
                .refuse(handlers.refusal(status, head))
            } else {
                handlers.plan(head)
            }
        return IncomingRequest(
            head: head,
            plan: plan,
            connection: connection,
            refusal: { [handlers] in handlers.refusal($0, head) },
            budget: bodies,
            hasUnclearEnd: refusal != nil
        )
    }

    fileprivate func bodyIsComplete(_ incoming: IncomingRequest, _ connection: OpaquePointer) -> MHD_Result {
        if let pending = incoming.pending {
            guard let reply = pending.reply else { return .NO }
            return send(reply, to: connection, for: incoming.head)
        }
        if let refusal = incoming.refusal { return send(refusal, to: connection, for: incoming.head) }
        // Suspended inside the call that ended the reading, the library would read once more when it goes on, and
        // take a client that has closed its writing side for one that has left: it has to be called once more first.
        guard incoming.isRead else {
            incoming.isRead = true
            return .YES
        }
        let handle = ConnectionHandle(connection)
        let pending = PendingAnswer(connection: handle, watch: watch)
        incoming.pending = pending
        guard watch.answering(handle, pending) else { return .NO }
        let request = incoming.finished()
        let answer = handlers.answer
        cmhd_suspend(connection)
        pending.start { await answer(request) }
        return .YES
    }
}
