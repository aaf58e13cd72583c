PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE assets (
    hash TEXT NOT NULL,
    server TEXT NOT NULL,
    url TEXT NOT NULL,
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (hash, server)
) STRICT;
INSERT INTO "assets" VALUES('abababababababababababababababababababababababababababababababab','https://api.example.com/vdr','https://cdn.example.com/lake.png','/pictures/lake.png',12345,1790000000000);
CREATE TABLE drafts (
    name TEXT NOT NULL PRIMARY KEY,
    json TEXT NOT NULL,
    updated_at INTEGER NOT NULL
, title TEXT) STRICT;
INSERT INTO "drafts" VALUES('current','{"mode": "text2video", "prompt": "half a thought"}',1790000000000,'the tide');
CREATE TABLE events (
    sequence INTEGER PRIMARY KEY,
    task TEXT NOT NULL REFERENCES tasks (id),
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    status TEXT,
    message TEXT
) STRICT;
INSERT INTO "events" VALUES(1,'outx00',1790000000000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(2,'held01',1790000001000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(3,'held01',1790000001500,'poll','held',NULL,'A word of the service.');
INSERT INTO "events" VALUES(4,'send02',1790000002000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(5,'send02',1790000002500,'poll','sending',NULL,NULL);
INSERT INTO "events" VALUES(6,'retr03',1790000003000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(7,'retr03',1790000003500,'poll','retry',NULL,'A word of the service.');
INSERT INTO "events" VALUES(8,'lost04',1790000004000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(9,'lost04',1790000004500,'poll','lost',NULL,'A word of the service.');
INSERT INTO "events" VALUES(10,'pend05',1790000005000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(11,'pend05',1790000005500,'poll','pending','TASK_QUEUEING',NULL);
INSERT INTO "events" VALUES(12,'runn06',1790000006000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(13,'runn06',1790000006500,'poll','running','TASK_PROCESSING',NULL);
INSERT INTO "events" VALUES(14,'down07',1790000007000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(15,'down07',1790000007500,'poll','downloading','TASK_SUCCEEDED',NULL);
INSERT INTO "events" VALUES(16,'done08',1790000008000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(17,'done08',1790000008500,'poll','done','TASK_SUCCEEDED',NULL);
INSERT INTO "events" VALUES(18,'unsa09',1790000009000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(19,'unsa09',1790000009500,'poll','unsaved','TASK_SUCCEEDED','A word of the service.');
INSERT INTO "events" VALUES(20,'fail10',1790000010000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(21,'fail10',1790000010500,'poll','failed','TASK_FAILED','A word of the service.');
INSERT INTO "events" VALUES(22,'stop11',1790000011000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(23,'stop11',1790000011500,'poll','stopped',NULL,NULL);
INSERT INTO "events" VALUES(24,'gone12',1790000012000,'console','out',NULL,NULL);
INSERT INTO "events" VALUES(25,'gone12',1790000012500,'poll','gone',NULL,NULL);
INSERT INTO "events" VALUES(26,'subj99',1790000099900,'poll','downloading','TASK_SUCCEEDED',NULL);
CREATE TABLE exchange_changes (last INTEGER NOT NULL) STRICT;
INSERT INTO "exchange_changes" VALUES(3);
CREATE TABLE exchanges (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    change INTEGER NOT NULL,
    task TEXT,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    took INTEGER NOT NULL,
    count INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    headers TEXT NOT NULL,
    body TEXT,
    body_bytes INTEGER,
    body_note TEXT,
    status INTEGER,
    code INTEGER,
    message TEXT,
    answer_headers TEXT,
    answer_body TEXT,
    answer_bytes INTEGER,
    answer_note TEXT
) STRICT;
INSERT INTO "exchanges" VALUES(1,1,'done08','create',1790000000000,120,1,1790000001000,'POST','https://api.example.com/vdr/videos/text2video','Authorization: Bearer ***
Content-Type: application/json','{}',2,NULL,200,NULL,'Success','Date: Sat, 21 Nov 2026 00:36:24 GMT','{"code":200}',12,NULL);
INSERT INTO "exchanges" VALUES(2,2,'done08','query',1790000000001,120,7,1790000007001,'GET','https://api.example.com/vdr/videos/text2video','Authorization: Bearer ***
Content-Type: application/json',NULL,NULL,NULL,200,NULL,'Success','Date: Sat, 21 Nov 2026 00:36:24 GMT','{"code":200}',12,NULL);
INSERT INTO "exchanges" VALUES(3,3,NULL,'upload',1790000000002,120,1,1790000001002,'POST','https://api.example.com/vdr/videos/text2video','Authorization: Bearer ***
Content-Type: application/json','{}',2,NULL,200,NULL,'Success','Date: Sat, 21 Nov 2026 00:36:24 GMT','{"code":200}',12,NULL);
CREATE TABLE forgotten (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    task TEXT NOT NULL
, at INTEGER) STRICT;
INSERT INTO "forgotten" VALUES(1,'goneby',NULL);
CREATE TABLE forgotten_rows (
    forgotten INTEGER NOT NULL,
    kind TEXT NOT NULL,
    json TEXT NOT NULL
) STRICT;
CREATE TABLE holds (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    server TEXT NOT NULL,
    base_url TEXT NOT NULL,
    key_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    code INTEGER,
    since INTEGER NOT NULL,
    UNIQUE (server, base_url, key_id)
) STRICT;
INSERT INTO "holds" VALUES(1,'held.example.com','https://held.example.com/vdr','AK9','Insufficient credit package. (code 1302)',1302,1790000000000);
CREATE TABLE revisions (
    draft TEXT NOT NULL,
    number INTEGER NOT NULL,
    json TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    sent_at INTEGER, task TEXT,
    PRIMARY KEY (draft, number)
) STRICT;
INSERT INTO "revisions" VALUES('current',1,'{"mode": "text2video", "prompt": "half a thought"}',1790000000000,1790000000500,'done08');
CREATE TABLE subjects (
    name TEXT NOT NULL PRIMARY KEY,
    json TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO "subjects" VALUES('Anna','{"name": "Anna", "description": "a sailor", "pictures": ["/pictures/anna-1.png", "/pictures/anna-2.png"]}',1790000000000);
CREATE TABLE tasks (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    mode TEXT NOT NULL,
    server TEXT NOT NULL,
    base_url TEXT NOT NULL,
    key_id TEXT,
    origin TEXT NOT NULL,
    holder TEXT,
    request TEXT NOT NULL,
    state TEXT NOT NULL,
    task_id TEXT,
    status TEXT,
    message TEXT,
    code INTEGER,
    http_status INTEGER,
    video_url TEXT,
    file TEXT,
    folder TEXT,
    created_at INTEGER NOT NULL,
    sent_at INTEGER,
    finished_at INTEGER,
    retry_at INTEGER,
    attempts INTEGER NOT NULL,
    not_found_count INTEGER NOT NULL,
    no_url_count INTEGER NOT NULL
, watermark_url TEXT, pictures TEXT, took INTEGER, question_at INTEGER, tags TEXT, task_group TEXT) STRICT;
INSERT INTO "tasks" VALUES(1,'outx00','text2video','local','http://127.0.0.1:4711/api/vdr',NULL,'command','4711:99','{"prompt": "a tide at dusk, out 湖", "duration": 6, "seed": 100, "cfg_scale": 7.5}','out',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1790000000000,NULL,NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,NULL,'outx00');
INSERT INTO "tasks" VALUES(2,'held01','image2video','api.example.com','https://api.example.com/vdr','AK1','console',NULL,'{"prompt": "a tide at dusk, held 湖", "duration": 6, "seed": 101, "cfg_scale": 7.5}','held',NULL,NULL,'A word of the service.',NULL,NULL,NULL,NULL,'/videos',1790000001000,NULL,NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,NULL,'outx00');
INSERT INTO "tasks" VALUES(3,'send02','elements2video','local','http://127.0.0.1:4711/api/vdr',NULL,'console','4711:99','{"prompt": "a tide at dusk, sending 湖", "duration": 6, "seed": 102, "cfg_scale": 7.5}','sending',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1790000002000,1790000002250,NULL,NULL,2,0,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES(4,'retr03','multi-image2video','api.example.com','https://api.example.com/vdr','AK1','command','4711:99','{"prompt": "a tide at dusk, retry 湖", "duration": 6, "seed": 103, "cfg_scale": 7.5, "external_task_id": "toccata-retr03-x"}','retry',NULL,NULL,'A word of the service.',NULL,NULL,NULL,NULL,'/videos',1790000003000,1790000003250,NULL,1790000012000,2,0,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES(5,'lost04','text2video','local','http://127.0.0.1:4711/api/vdr',NULL,'console','4711:99','{"prompt": "a tide at dusk, lost 湖", "duration": 6, "seed": 104, "cfg_scale": 7.5}','lost',NULL,NULL,'A word of the service.',NULL,NULL,NULL,NULL,NULL,1790000004000,1790000004250,NULL,NULL,2,0,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES(6,'pend05','image2video','api.example.com','https://api.example.com/vdr','AK1','console',NULL,'{"prompt": "a tide at dusk, pending 湖", "duration": 6, "seed": 105, "cfg_scale": 7.5}','pending','task-05','TASK_QUEUEING',NULL,NULL,NULL,NULL,NULL,'/videos',1790000005000,1790000005250,NULL,NULL,2,0,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES(7,'runn06','elements2video','local','http://127.0.0.1:4711/api/vdr',NULL,'command',NULL,'{"prompt": "a tide at dusk, running 湖", "duration": 6, "seed": 106, "cfg_scale": 7.5}','running','task-06','TASK_PROCESSING',NULL,NULL,NULL,NULL,NULL,NULL,1790000006000,1790000006250,NULL,NULL,2,0,1,NULL,NULL,NULL,1790003600000,NULL,NULL);
INSERT INTO "tasks" VALUES(8,'down07','multi-image2video','api.example.com','https://api.example.com/vdr','AK1','console',NULL,'{"prompt": "a tide at dusk, downloading 湖", "duration": 6, "seed": 107, "cfg_scale": 7.5, "external_task_id": "toccata-down07-x"}','downloading','task-07','TASK_SUCCEEDED',NULL,NULL,NULL,'https://cdn.example.com/down07.mp4?sig=1',NULL,'/videos',1790000007000,1790000007250,1790000097000,NULL,2,0,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES(9,'done08','text2video','local','http://127.0.0.1:4711/api/vdr',NULL,'console',NULL,'{"prompt": "a tide at dusk, done 湖", "duration": 6, "seed": 108, "cfg_scale": 7.5}','done','task-08','TASK_SUCCEEDED',NULL,NULL,NULL,'https://cdn.example.com/done08.mp4?sig=1','/videos/done08.mp4',NULL,1790000008000,1790000008250,1790000098000,NULL,2,0,0,'https://cdn.example.com/done08-mark.mp4',NULL,92000,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES(10,'unsa09','image2video','api.example.com','https://api.example.com/vdr','AK1','command',NULL,'{"prompt": "a tide at dusk, unsaved 湖", "duration": 6, "seed": 109, "cfg_scale": 7.5}','unsaved','task-09','TASK_SUCCEEDED','A word of the service.',NULL,NULL,'https://cdn.example.com/unsa09.mp4?sig=1',NULL,'/videos',1790000009000,1790000009250,1790000099000,NULL,2,0,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES(11,'fail10','elements2video','local','http://127.0.0.1:4711/api/vdr',NULL,'console',NULL,'{"prompt": "a tide at dusk, failed 湖", "duration": 6, "seed": 110, "cfg_scale": 7.5}','failed','task-10','TASK_FAILED','A word of the service.',5000,500,NULL,NULL,NULL,1790000010000,1790000010250,1790000100000,NULL,2,0,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES(12,'stop11','multi-image2video','api.example.com','https://api.example.com/vdr','AK1','console',NULL,'{"prompt": "a tide at dusk, stopped 湖", "duration": 6, "seed": 111, "cfg_scale": 7.5, "external_task_id": "toccata-stop11-x"}','stopped','task-11',NULL,NULL,NULL,NULL,NULL,NULL,'/videos',1790000011000,1790000011250,NULL,NULL,2,0,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES(13,'gone12','text2video','local','http://127.0.0.1:4711/api/vdr',NULL,'command',NULL,'{"prompt": "a tide at dusk, gone 湖", "duration": 6, "seed": 112, "cfg_scale": 7.5}','gone','task-12',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1790000012000,1790000012250,NULL,NULL,2,3,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES(14,'subj99','text2subject','api.example.com','https://api.example.com/vdr','AK1','console',NULL,'{"description": "a fox", "name": "Fox"}','downloading','task-99','TASK_SUCCEEDED',NULL,NULL,NULL,NULL,NULL,NULL,1790000099000,1790000099250,NULL,NULL,1,0,0,NULL,'["https://cdn.example.com/f.png", "https://cdn.example.com/b.png"]',NULL,NULL,NULL,NULL);
CREATE INDEX tasks_by_state ON tasks (state, sequence);
CREATE INDEX tasks_by_task_id ON tasks (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX events_by_task ON events (task, sequence);
CREATE INDEX exchanges_by_task ON exchanges (task, number);
CREATE INDEX exchanges_by_change ON exchanges (change);
CREATE INDEX tasks_by_took ON tasks (sequence) WHERE took IS NOT NULL;
CREATE INDEX forgotten_rows_by_number ON forgotten_rows (forgotten, kind);
CREATE INDEX tasks_by_group ON tasks (task_group) WHERE task_group IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('forgotten',1);
INSERT INTO "sqlite_sequence" VALUES('exchanges',3);
INSERT INTO "sqlite_sequence" VALUES('holds',1);
COMMIT;
PRAGMA user_version = 12;
