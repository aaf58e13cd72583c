import Glibc

/// The descriptors between a child and its parent.
struct Plumbing: Sendable {
    /// What becomes 0, 1 and 2 in the child.
    private(set) var standard: [Int32?] = []
    private(set) var inputWriteEnd: Int32?
    private(set) var outputReadEnd: Int32?
    private(set) var errorsReadEnd: Int32?
    private(set) var controlReadEnd: Int32 = -1
    private(set) var controlWriteEnd: Int32 = -1
    /// The ends and copies made here for the child, to be closed once it is started.
    private var childEnds: [Int32] = []

    mutating func lay(for invocation: Invocation) throws(DescriptorError) {
        let control = try Pipe()
        controlReadEnd = control.readEnd
        controlWriteEnd = control.writeEnd
        standard.append(try layInput(invocation.input))
        let output = try layOutput(invocation.output, own: STDOUT_FILENO)
        standard.append(output.child)
        outputReadEnd = output.parent
        let errors = try layOutput(invocation.errors, own: STDERR_FILENO)
        standard.append(errors.child)
        errorsReadEnd = errors.parent
    }

    func closeChildEnds() {
        for descriptor in childEnds { close(descriptor) }
    }

    func closeAll() {
        closeChildEnds()
        for case let descriptor? in [inputWriteEnd, outputReadEnd, errorsReadEnd] { close(descriptor) }
        for descriptor in [controlReadEnd, controlWriteEnd] where descriptor >= 0 { close(descriptor) }
    }

    private mutating func layInput(_ input: Invocation.Input) throws(DescriptorError) -> Int32? {
        switch input {
        case .nothing:
            return nil
        case .inherited:
            return try copy(STDIN_FILENO)
        case .bytes:
            let pipe = try Pipe()
            Pipe.stopBlocking(pipe.writeEnd)
            inputWriteEnd = pipe.writeEnd
            childEnds.append(pipe.readEnd)
            return pipe.readEnd
        }
    }

    private mutating func layOutput(
        _ output: Invocation.Output,
        own: Int32
    ) throws(DescriptorError) -> (child: Int32?, parent: Int32?) {
        switch output {
        case .discarded:
            return (nil, nil)
        case .inherited:
            return (try copy(own), nil)
        case .descriptor(let descriptor):
            return (try copy(descriptor), nil)
        case .captured, .lines:
            let pipe = try Pipe()
            Pipe.stopBlocking(pipe.readEnd)
            childEnds.append(pipe.writeEnd)
            return (pipe.writeEnd, pipe.readEnd)
        }
    }

    /// A copy above 2, so that giving the child its 0 does not overwrite what was to become its 1.
    private mutating func copy(_ descriptor: Int32) throws(DescriptorError) -> Int32 {
        let copy = try Pipe.duplicate(descriptor)
        childEnds.append(copy)
        return copy
    }
}
