import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Queue and Detail")
struct QueueViewTests {
    /// One task of each state.
    let all: [VideoTask] = TaskState.allCases.enumerated().map { index, state in
        var task = makeTask("t\(index)aaaa".prefix(6).description, state, age: Double(index * index * 100))
        if state == .failed {
            task.code = 1001
            task.httpStatus = 400
            task.message = "Sensitive content detected"
            task.finishedAt = start
        }
        if state == .retry { task.retryAt = start.addingTimeInterval(12) }
        if state == .done { task.file = "/home/jo/videos/LOCAL-t8aaaa_lake_7.mp4" }
        return task
    }

    @Test("shows a state of every kind in words, and the selected task below, at 80x24")
    func medium() {
        var desk = Desk(tasks: all)
        desk.take(.downloadProgressed(ShortID(rawValue: "t7aaaa"), Progress(71, of: 100)))
        desk.press("j j j j")
        #expect(
            desk.screen == """
                 [1 Queue] 2 Compose 3 Library 4 Refs 5 Log  LOCAL placeholder videos 1 DONE! 2h
                  ST    ID     KIND PROMPT                                         AGE NOTE
                  OUT   t0aaaa t2v  Lake at dawn, golden light, slow dolly back     0s waiting
                  HELD  t1aaaa t2v  Lake at dawn, golden light, slow dolly back     1m s sends
                  SEND  t2aaaa t2v  Lake at dawn, golden light, slow dolly back     6m sending
                  RETRY t3aaaa t2v  Lake at dawn, golden light, slow dolly back    15m in 15s
                > LOST? t4aaaa t2v  Lake at dawn, golden light, slow dolly back    26m ask
                  PEND  t5aaaa t2v  Lake at dawn, golden light, slow dolly back    41m
                  RUN   t6aaaa t2v  Lake at dawn, golden light, slow dolly back     1h no end?
                  DOWN  t7aaaa t2v  Lake at dawn, golden light, slow dolly back     1h 71%
                  DONE  t8aaaa t2v  Lake at dawn, golden light, slow dolly back     1h saved
                  DONE! t9aaaa t2v  Lake at dawn, golden light, slow dolly back     2h !save 2h
                  FAIL  t10aaa t2v  Lake at dawn, golden light, slow dolly back     2h 1001
                  STOP  t11aaa t2v  Lake at dawn, golden light, slow dolly back     3h
                ── t4aaaa LOST?  Enter: full detail ────────────────────────────────────────────
                 Prompt   Lake at dawn, golden light, slow dolly back
                 Params   t2v  6 s  16:9  720p  30 fps  seed 7  no audio
                 Status   LOST?
                          The request left, but its answer was lost: the service may have made
                          the task and may bill it. It is never sent again by itself. a: attach
                          its id. s: send again, maybe billed twice. X: forget.

                 1 task is finished and not saved, since 2h: ! goes there, d saves
                 ? help  Enter detail  a attach  s send  / filter  Space mark  S sort  c clone
                """
        )
    }

    @Test("has the list and the whole detail side by side at 120x40")
    func wide() {
        var desk = Desk(columns: 120, rows: 40, tasks: all)
        desk.press("j j j j j j j j j j")
        desk.take(
            .historyLoaded(
                ShortID(rawValue: "t10aaa"),
                [
                    TaskHappening(time: start.addingTimeInterval(-20), state: .sending),
                    TaskHappening(
                        time: start.addingTimeInterval(-19),
                        state: .failed,
                        detail: "Sensitive content detected"
                    ),
                ]
            )
        )
        #expect(
            desk.screen == """
                 TOCCATA  [1 Queue]  2 Compose  3 Library  4 Refs  5 Log                  LOCAL placeholder videos 1 unsaved 2h 6 active
                ┌─ Queue 13 ───────────────────────────────────────────────────────────┐┌─ Task t10aaa FAIL ─────────── Enter scrolls ─┐
                │  ST    ID     KIND PROMPT                               AGE NOTE     ││State    FAIL  1001                           │
                │  OUT   t0aaaa t2v  Lake at dawn, golden light, slow d~   0s waiting  ││Status   FAIL  "Sensitive content detected"   │
                │  HELD  t1aaaa t2v  Lake at dawn, golden light, slow d~   1m s sends  ││Code     1001 Sensitive content detected (HTTP│
                │  SEND  t2aaaa t2v  Lake at dawn, golden light, slow d~   6m sending  ││         400)                                 │
                │  RETRY t3aaaa t2v  Lake at dawn, golden light, slow d~  15m in 15s   ││Advice   Modify or remove the flagged content.│
                │  LOST? t4aaaa t2v  Lake at dawn, golden light, slow d~  26m ask      ││         It has ended. r puts its request into│
                │  PEND  t5aaaa t2v  Lake at dawn, golden light, slow d~  41m          ││         Compose, to be changed and sent anew.│
                │  RUN   t6aaaa t2v  Lake at dawn, golden light, slow d~   1h no end?  ││Prompt   Lake at dawn, golden light, slow     │
                │  DOWN  t7aaaa t2v  Lake at dawn, golden light, slow d~   1h saving   ││         dolly back                           │
                │  DONE  t8aaaa t2v  Lake at dawn, golden light, slow d~   1h saved    ││Params   t2v  6 s  16:9  720p  30 fps  seed 7 │
                │  DONE! t9aaaa t2v  Lake at dawn, golden light, slow d~   2h !save 2h ││         no audio                             │
                │> FAIL  t10aaa t2v  Lake at dawn, golden light, slow d~   2h 1001     ││Server   LOCAL placeholder videos (bach-local │
                │  STOP  t11aaa t2v  Lake at dawn, golden light, slow d~   3h          ││         on this machine)                     │
                │  GONE? t12aaa t2v  Lake at dawn, golden light, slow d~   4h 404      ││Task     0b6e5a1c-77e2-4d1b-9f31-c2aa01d4e5f6 │
                │                                                                      ││Made     2027-01-15 05:13:20  (2h ago)        │
                │                                                                      ││Finished 2027-01-15 08:00:00  (just now)      │
                │                                                                      ││Events   07:59:40  SEND                       │
                │                                                                      ││         07:59:41  FAIL  Sensitive content    │
                │                                                                      ││         detected                             │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                │                                                                      ││                                              │
                └──────────────────────────────────────────────────────────────────────┘│                                              │
                ┌─ Draft ────────────────────────────────────────────── text to video ─┐│                                              │
                │Prompt   (none yet)                                                   ││                                              │
                │Refs     (none)                                                       ││                                              │
                │Check    2 writes one                                                 ││                                              │
                └──────────────────────────────────────────────────────────────────────┘└─ [Status] Params Events JSON Diff ───── [ ] ─┘
                ┌─ Activity ─────────────────────────────────────────────────────────────────────────────────────────────────── 5 Log ─┐
                │                                                                                                                      │
                │                                                                                                                      │
                │                                                                                                                      │
                │                                                                                                                      │
                └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
                 1 task is finished and not saved, since 2h: ! goes there, d saves
                 ? help  Enter detail  r put right  / filter  Space mark  S sort  c clone  X forget  t tag  : actions  2 compose  Q quit
                """
        )
    }

    @Test("fills the screen with the detail after Enter at 80x24")
    func detail() {
        var task = makeTask("k40cc9", .done, mode: .elementsToVideo, age: 700)
        task.request = [
            "prompt":
                "Anna walks along the jetty. The boat waits, its sail half up, and the morning mist is slow to leave.",
            "negative_prompt": "jerky motion, morphing", "resolution": "1080p", "aspect_ratio": "1:1", "duration": 4,
            "fps": 24, "seed": 1001, "generate_audio": true, "audio_prompt": "waves",
            "reference_inputs": [
                [
                    "type": "subject", "images": ["https://cdn.example/front.jpg", "https://cdn.example/side.jpg"],
                    "subject": ["subject_name": "anna", "subject_style": "anime", "subject_type": "character"],
                ],
                ["type": "image", "url": "https://cdn.example/lake.png"],
            ],
        ]
        task.status = .succeeded
        task.videoURL = "http://127.0.0.1:40123/api/vdr/files/0b6e5a1c-77e2-4d1b-9f31-c2aa01d4e5f6.mp4"
        task.file = "/home/jo/videos/LOCAL-k40cc9_anna_1001.mp4"
        task.sentAt = start.addingTimeInterval(-699)
        task.finishedAt = start.addingTimeInterval(-600)
        var desk = Desk(tasks: [task])
        desk.press("Enter")
        #expect(
            desk.screen == """
                TOCCATA [1 Queue] 2 Compose 3 Library 4 Refs 5 Log      LOCAL placeholder videos
                ┌─ Task k40cc9 DONE ────────────────────────────────────── j k scroll  q back ─┐
                │State    DONE  saved                                                          │
                │Status   TASK_SUCCEEDED                                                       │
                │Prompt   Anna walks along the jetty. The boat waits, its sail half up, and the│
                │         morning mist is slow to leave.                                       │
                │Params   e2v  4 s  1:1  1080p  24 fps  seed 1001  audio  refs 2 (3 pics)      │
                │Negative jerky motion, morphing                                               │
                │Audio    waves                                                                │
                │Refs     1 subject anna, character, anime                                     │
                │         https://cdn.example/front.jpg                                        │
                │         https://cdn.example/side.jpg                                         │
                │         2 image                                                              │
                │         https://cdn.example/lake.png                                         │
                │Server   LOCAL placeholder videos (bach-local on this machine)                │
                │Task     0b6e5a1c-77e2-4d1b-9f31-c2aa01d4e5f6                                 │
                │Video    http://127.0.0.1:40123/api/vdr/files/0b6e5a1c-77e2-4d1b-9f31-c2aa01d4│
                │         e5f6.mp4                                                             │
                │File     /home/jo/videos/LOCAL-k40cc9_anna_1001.mp4                           │
                │Made     2027-01-15 07:48:20  (11m ago)                                       │
                │Sent     2027-01-15 07:48:21  (11m ago)                                       │
                └─ [Status] Params Events JSON Diff ───────────────────────────────────── [ ] ─┘

                 ? help  h back  o open  c clone  d download  X forget  t tag  : actions
                """
        )
    }

    @Test("says what to do where there is nothing yet")
    func empty() {
        let desk = Desk()
        #expect(
            desk.screen == """
                TOCCATA [1 Queue] 2 Compose 3 Library 4 Refs 5 Log      LOCAL placeholder videos
                  ST    ID     KIND PROMPT                                         AGE NOTE

                  Toccata writes requests for videos with you, sends them, and saves what
                  comes of them.

                  You are at the LOCAL server on this machine: it makes placeholder videos,
                  costs nothing and needs no account.

                  Enter    a first draft, filled in: C-x Enter, then y sends it
                  ?        the keys of the place you are in
                  :        anything that can be done, found by its words
                  Q        leaves; what was sent goes on, and is fetched at the next start










                 ? help  Enter begin  : actions  2 compose  Q quit
                """
        )
    }

    @Test("keeps state, id, prompt and note on 40x12")
    func small() {
        let desk = Desk(columns: 40, rows: 12, tasks: all)
        #expect(
            desk.screen == """
                TOCCATA Queue         LOCAL 1 DONE! 2h 6
                  ST    ID     PROMPT            NOTE
                > OUT   t0aaaa Lake at dawn, go~ waiting
                  HELD  t1aaaa Lake at dawn, go~ s sends
                  SEND  t2aaaa Lake at dawn, go~ sending
                  RETRY t3aaaa Lake at dawn, go~ in 15s
                  LOST? t4aaaa Lake at dawn, go~ ask
                  PEND  t5aaaa Lake at dawn, go~
                ── t0aaaa OUT ──────────────────────────
                Status   OUT
                         Recorded here, not sent yet. x
                 ? help  Enter detail  x take back
                """
        )
    }

    @Test("asks with the words of what would happen, no being the safe answer")
    func question() {
        var desk = Desk(tasks: [makeTask("aaaaaa", .running)])
        desk.press("x")
        #expect(
            desk.screen == """
                TOCCATA [1 Queue] 2 Compose 3 Library 4 Refs 5 Log    LOCAL placeholder videos 1
                  ST    ID     KIND PROMPT                                         AGE NOTE
                > RUN   aaaaaa t2v  Lake at dawn, golden light, slow dolly back     1m





                        ┌─ Question ───────────────────────────────────────────────────┐
                        │                                                              │
                        │ Stop watching aaaaaa? It cannot be cancelled: it goes on at  │
                        │ the service, and its video is not downloaded.                │
                        │                                                              │
                        │ [y] stop watching   [n] no                                   │
                ── aaaaa└──────────────────────────────────────────────────────────────┘────────
                 Prompt   Lake at dawn, golden light, slow dolly back
                 Params   t2v  6 s  16:9  720p  30 fps  seed 7  no audio
                 Status   RUN
                 Task     0b6e5a1c-77e2-4d1b-9f31-c2aa01d4e5f6




                 F1 help  y stop watching  n no
                """
        )
    }
}
