import FoundationEssentials
import Scratch
import Testing

@testable import ToccataRuntime

@Suite("The command that calls")
struct CallerTests {
    @Test("is run with a sentence as its last argument, without a shell and without secrets; its failure is told")
    func call() async throws {
        let folder = try ScratchFolder()
        try folder.write(
            "#!/bin/sh\nprintf '%s|' \"$@\" > \"$0.said\"; env >> \"$0.said\"; exit $1\n",
            to: "mine",
            permissions: 0o700
        )
        let environment = ["PATH": "\(folder.path):/bin:/usr/bin", "BACH_SECRET_KEY": "hush"]
        #expect(await Caller(chosen: ["mine", "0"], environment: environment).call("aaaaaa DONE: $(id)") == nil)
        let said = String(decoding: try folder.bytes("mine.said"), as: UTF8.self)
        #expect(said.hasPrefix("0|aaaaaa DONE: $(id)|") && !said.contains("hush"))
        let failed = await Caller(chosen: ["mine", "3"], environment: environment).call("x")
        #expect(failed == "The command to notify by failed: mine")
        let absent = await Caller(chosen: ["no-such-program"], environment: environment).call("x")
        #expect(absent?.hasPrefix("The command to notify by cannot be run: ") == true)
        #expect(await Caller(chosen: nil, environment: environment).call("x") == nil)
    }
}
