# The few commands of this house; everything else is plain `go`.
.PHONY: run dev test bench build

run: ## a made-up regency with living traffic at http://127.0.0.1:3000, on a scratch database; prints the logins
	go run ./cmd/tanggap demo

dev: ## the same, built and started again whenever a file is saved
	bash .ci/dev

test: ## what CI runs: installs what it needs, lint, Go tests on both databases, browser tests
	bash .ci/test

bench: ## the numbers beside yardsticks; .ci/bench -tickets 10000,100000,1000000 -clocks 1000000 for the aims
	bash .ci/bench

build: ## the static binary, in bin/tanggap
	bash .ci/build bin/tanggap
