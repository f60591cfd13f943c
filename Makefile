# `make run` and `make test` need nothing but a Swift 6.3 toolchain on Debian: the rest they install.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: run test build bench bench-webhook bench-sharing bench-api sharing-sim fuzz pages format lint numbering clean check-binary packages \
	test-packages bench-packages

SECONDS ?= 600
MILLIONS ?= 1
DATA ?= data
BINARY := .build/release/sentrypeer
RELEASE := -c release --static-swift-stdlib -Xlinker --gc-sections -Xlinker -s \
	-Xlinker --version-script=$(CURDIR)/scripts/no-exports.map
SOURCES := Package.swift Sources Tests Benchmarks Fuzz/Package.swift Fuzz/Sources

# Starts a node that answers, with its data in $(DATA). Further settings: make run FLAGS='-v'
run: build
	@mkdir -p $(DATA)
	@exec $(BINARY) -r -j -f $(DATA)/sentrypeer.db -l $(DATA)/sentrypeer_json.log $(FLAGS)

# The release binary: static Swift runtime, unused sections dropped, no names of symbols.
build: packages
	swift build $(RELEASE) --product sentrypeer

# Some suites: make test FILTER='SIPTests|StoreTests'. The API's tests run by themselves: its server shares the test
# process's two threads with whatever else runs there, and must answer in time.
test: test-packages
	swift build --build-tests
	scripts/run-tests $(if $(FILTER),--filter '$(FILTER)',--skip WebAPITests)
	$(if $(FILTER),,scripts/run-tests --filter WebAPITests)

# Measures; judges nothing. The table goes to docs/BENCHMARKS.md.
bench: bench-packages build
	swift build $(RELEASE) --product ParseBenchmark
	python3 Benchmarks/run.py --build-dir .build/release --markdown docs/BENCHMARKS.md

# What the webhook delivers, and what it costs; judges nothing. EVENTS and TURNS as Benchmarks/webhook.py has them.
bench-webhook: bench-packages build
	python3 Benchmarks/webhook.py --build-dir .build/release $(if $(EVENTS),--events $(EVENTS)) \
		$(if $(TURNS),--turns $(TURNS))

# Sharing with real processes in a network of their own: its section of docs/BENCHMARKS.md is written anew.
bench-sharing: bench-packages build
	@python3 Benchmarks/sharing.py --build-dir .build/release > .build/bench-sharing.md; status=$$?; \
		cat .build/bench-sharing.md; exit $$status
	@python3 Benchmarks/section.py docs/BENCHMARKS.md Sharing .build/bench-sharing.md

# The REST API and the web pages with MILLIONS of events: its section of docs/BENCHMARKS.md is written anew. The database
# stays in /var/tmp for the next time.
bench-api: bench-packages build
	@python3 Benchmarks/api.py --build-dir .build/release --database /var/tmp/sentrypeer-$(MILLIONS).db \
		--events $(MILLIONS)000000 > .build/bench-api.md; status=$$?; cat .build/bench-api.md; exit $$status
	@python3 Benchmarks/section.py docs/BENCHMARKS.md "The REST API with $(MILLIONS) M events" .build/bench-api.md

# A day of sharing among 10,000 nodes, with the product's code on a modelled network. Prints Markdown; its section of
# docs/BENCHMARKS.md is written anew when neither NODES nor EVENTS says otherwise.
sharing-sim:
	swift build -c release --product SharingSimulation
	@.build/release/SharingSimulation $(NODES) $(EVENTS) $(if $(NODES)$(EVENTS),,| tee .build/sharing-sim.md)
	$(if $(NODES)$(EVENTS),,@python3 Benchmarks/section.py docs/BENCHMARKS.md "A simulated day of sharing" .build/sharing-sim.md)

# Each fuzz target for SECONDS seconds: make fuzz SECONDS=60
fuzz: packages
	Fuzz/run $(SECONDS)

# A made-up node whose web pages are those of this checkout: make pages FLAGS='--hostile --rate 1000'
pages:
	@exec Tests/WebPages/mock_node.py $(FLAGS)

format:
	swift format --in-place --parallel --recursive $(SOURCES)

lint:
	swift format lint --strict --parallel --recursive $(SOURCES)
	scripts/lint-house

# The numbering plan's tables from phonenumbers, of the release that scripts/numbering/requirements.txt names.
numbering:
	@scripts/install-packages python3 python3-pip
	scripts/numbering/run generate.py Sources/Telephony/Generated

# A small binary for small devices: fails when full Foundation or its ICU data is linked.
check-binary: build
	scripts/check-binary $(BINARY)

clean:
	rm -rf .build Fuzz/.build

packages:
	@scripts/install-packages libopendht-dev libsqlite3-dev zlib1g-dev

test-packages: packages
	@scripts/install-packages sqlite3 curl sipsak sip-tester sipvicious nmap tshark jq fail2ban openssl netcat-openbsd \
		baresip sngrep python3 python3-pip iproute2 util-linux prometheus \
		chromium default-jre-headless

bench-packages: packages
	@scripts/install-packages binutils curl chromium gcc iproute2 libc6-dev libosip2-dev libssl-dev openssl \
		python3 wrk
