import BachAPI
import FoundationEssentials
import Testing

@Suite("What is taken from a callback")
struct CallbackHintTests {
    @Test("is the id of its task, in Bach's form")
    func bach() {
        let body = """
            {"task_id":"0a1b-2c","status":"TASK_SUCCEEDED","video_url":"http://evil.example/a.mp4","created_at":1}
            """
        #expect(CallbackHint(Data(body.utf8)) == CallbackHint(taskID: "0a1b-2c"))
    }

    @Test("are the ids of its task, in Kling's form")
    func kling() {
        let body = """
            {"task_id":826123456789012345,"task_status":"succeed","task_status_msg":"",
             "task_info":{"external_task_id":"toccata-abcdef-x","parent_video":{"id":"1"}},
             "task_result":{"videos":[{"id":"1","url":"http://evil.example/a.mp4","duration":"5"}]}}
            """
        let hint = CallbackHint(taskID: "826123456789012345", externalID: "toccata-abcdef-x")
        #expect(CallbackHint(Data(body.utf8)) == hint)
    }

    @Test(
        "is nothing where no task is named",
        arguments: [
            "", "{", "null", "7", "[]", "{}", #"{"task_id":""}"#, #"{"task_id":null}"#, #"{"task_id":["a"]}"#,
            #"{"task_id":{"a":1}}"#, #"{"task_id":1.5}"#, #"{"task_id":true}"#, #"{"data":{"task_id":"a"}}"#,
            #"{"task_info":"a"}"#, #"{"task_info":{"external_task_id":7}}"#, #"{"task_id":"a"}x"#,
            #"{"task_id":"\#(String(repeating: "a", count: 513))"}"#,
            String(repeating: "[", count: 60_000), #"{"a":\#(String(repeating: "[", count: 40))"#,
            #"{"task_id":"a","b":[\#(String(repeating: "0,", count: 1100))0]}"#,
        ]
    )
    func nothing(body: String) {
        #expect(CallbackHint(Data(body.utf8)) == nil)
    }

    @Test("is an id as it stands, whatever is in it: it is only compared")
    func odd() {
        let body = #"{"task_id":"' OR 1=1 --\u001b[2J\n"}"#
        #expect(CallbackHint(Data(body.utf8))?.taskID == "' OR 1=1 --\u{1B}[2J\n")
    }
}
