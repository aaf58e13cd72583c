# The commands of the README. Everything a bare Debian machine lacks is installed by `make deps`, which asks apt-get
# for nothing that is there already.

BUILD_PACKAGES := libncursesw5-dev libsqlite3-dev libcurl4-openssl-dev libssl-dev libyaml-dev libmicrohttpd-dev
RUN_PACKAGES := ffmpeg fonts-dejavu-core fonts-droid-fallback
TEST_PACKAGES := tmux python3-jwt python3-requests

# Linked in where the machine has them as archives: looking up their symbols cost as much time as the console needs for
# its first frame (docs/decisions/0038). A folder of links, for a linker that finds both kinds takes the shared one.
ARCHIVES := ncursesw tinfo sqlite3 yaml crypto stdc++
ARCHIVE_FOLDER := .build/archives
RELEASE := -c release --static-swift-stdlib -Xlinker -s -Xlinker -L$(CURDIR)/$(ARCHIVE_FOLDER)

SECONDS ?= 60
SEEDS ?= 200
FIRST ?= 1
TASKS ?= 2000

.PHONY: run build test lint docs screens fuzz torture soak sanitize deps test-deps
.DEFAULT_GOAL := run

run: build
	@.build/release/toccata

build: deps
	@mkdir -p $(ARCHIVE_FOLDER)
	@for name in $(ARCHIVES); do \
	    archive=$$(cc -print-file-name=lib$$name.a 2>/dev/null); \
	    [ ! -f "$$archive" ] || ln -sf "$$archive" $(ARCHIVE_FOLDER)/; \
	done
	@swift build $(RELEASE) --product toccata
	@swift build $(RELEASE) --product bach-local

test: test-deps
	@swift build --build-tests
	@Tests/run $(SEEDS) $(FIRST)

# Writes anew the pages that are made from the code.
docs: test-deps
	@swift build --build-tests
	@TOCCATA_WRITE_DOCS=1 swift test --skip-build --disable-xctest --filter ReferenceTests

# Takes the screens of docs/screens.md anew.
screens: test-deps
	@swift build --build-tests
	@TOCCATA_WRITE_SCREENS=1 swift test --skip-build --disable-xctest --filter EndToEndTests.ScreensTests

# Longer: `make fuzz SECONDS=600`.
fuzz: deps
	@Tests/Fuzz/run $(SECONDS)

# Kills processes at named points of a task's life: `make torture SEEDS=5000`, one again with `SEEDS=1 FIRST=17`.
torture: test-deps
	@swift build --product torture
	@.build/debug/torture $(SEEDS) $(FIRST)

# Thousands of tasks through one console, with faults; its memory and descriptors are looked at.
soak: test-deps
	@swift build --build-tests
	@TOCCATA_SOAK=$(TASKS) swift test --skip-build --disable-xctest --filter SoakTests

# The tests with the thread and the address sanitizer: half an hour.
sanitize: test-deps
	@Tests/Sanitize/run

lint:
	@.ci/deps
	@swift format lint --strict --recursive Sources Tests Package.swift

deps:
	@.ci/deps $(BUILD_PACKAGES) $(RUN_PACKAGES)

test-deps:
	@.ci/deps $(BUILD_PACKAGES) $(RUN_PACKAGES) $(TEST_PACKAGES)
