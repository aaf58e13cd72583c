// ProcessKit runs other programs without a shell: starts them, feeds and reads them, ends them, finds them on
// PATH. It must not know which programs, nor what they are for.

import Dispatch
import Glibc
import Synchronization

/// A child process that has been started.
package final class ChildProcess: Sendable {
    package let processID: Int32

    private let end = DispatchGroup()
    private let result = Mutex<ProcessResult?>(nil)
    /// The end to write to; nil once the child is gone.
    private let control: Mutex<Int32?>

    /// Starts a program.
    ///
    /// Only ``Invocation/Relation/detached`` ones outlive the parent.
    package init(starting invocation: Invocation) throws(ProcessError) {
        var plumbing = Plumbing()
        do {
            try plumbing.lay(for: invocation)
            processID = try Spawn(invocation: invocation, standard: plumbing.standard).start()
        } catch {
            plumbing.closeAll()
            throw error as? ProcessError
                ?? .refused(executable: invocation.executable, code: (error as? DescriptorError)?.code ?? 0)
        }
        plumbing.closeChildEnds()
        control = Mutex(plumbing.controlWriteEnd)
        watch(ChildLoop(processID: processID, invocation: invocation, plumbing: plumbing))
    }

    /// Asks the child to end (SIGTERM), and kills it when its grace is over.
    ///
    /// Does nothing if it has ended.
    package func terminate() {
        tell(.terminate)
    }

    /// Kills the child at once (SIGKILL).
    package func kill() {
        tell(.kill)
    }

    /// Waits for the end without holding a thread.
    package func value() async -> ProcessResult {
        await withCheckedContinuation { continuation in
            end.notify(queue: .global()) { continuation.resume() }
        }
        return result.withLock { $0 } ?? ProcessResult(end: .exited(Self.unknown))
    }

    /// Waits for the end on this thread, which must not be one of Swift's own pool.
    package func waitBlocking() -> ProcessResult {
        end.wait()
        return result.withLock { $0 } ?? ProcessResult(end: .exited(Self.unknown))
    }

    /// Runs a program to its end.
    ///
    /// A cancelled task ends the child, and gets the result of that.
    package static func run(_ invocation: Invocation) async throws(ProcessError) -> ProcessResult {
        let child = try ChildProcess(starting: invocation)
        return await withTaskCancellationHandler {
            await child.value()
        } onCancel: {
            child.terminate()
        }
    }

    /// The exit code of a child whose end nobody could learn: somebody else in this process reaped it.
    static let unknown: Int32 = 255

    private func tell(_ order: ChildOrder) {
        control.withLock { descriptor in
            guard let descriptor else { return }
            order.write(to: descriptor)
        }
    }

    /// Two threads per child: one sleeps until it ends, one moves its bytes.
    private func watch(_ loop: ChildLoop) {
        end.enter()
        DispatchQueue(label: "child.wait").async {
            var information = siginfo_t()
            while waitid(P_PID, UInt32(loop.processID), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
            self.tell(.ended)
        }
        DispatchQueue(label: "child.loop").async {
            var loop = loop
            let result = loop.run()
            self.control.withLock { descriptor in
                if let open = descriptor { close(open) }
                descriptor = nil
                close(loop.control)
            }
            self.result.withLock { $0 = result }
            self.end.leave()
        }
    }
}

/// What is told to the thread of a child, as one byte through a pipe.
enum ChildOrder: UInt8 {
    case ended = 1
    case terminate
    case kill

    func write(to descriptor: Int32) {
        var byte = rawValue
        _ = Glibc.write(descriptor, &byte, 1)
    }
}
