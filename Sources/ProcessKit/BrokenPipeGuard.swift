import Glibc

/// Keeps SIGPIPE from this thread, so that a child that reads no more cannot end its parent.
struct BrokenPipeGuard {
    private var brokenPipe = sigset_t()
    private var before = sigset_t()

    init() {
        sigemptyset(&brokenPipe)
        sigaddset(&brokenPipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &brokenPipe, &before)
    }

    /// Forgets a signal that came meanwhile, and lets later ones through again: the thread goes back to a pool.
    func lift() {
        var signals = brokenPipe
        var mask = before
        var noTime = timespec()
        while sigtimedwait(&signals, nil, &noTime) == SIGPIPE {}
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }
}
