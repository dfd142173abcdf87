.DEFAULT_GOAL := help
.PHONY: help run test cover check fix bench load proof outdated lock
bin := .venv/bin
# Hundreds of commands run as processes of their own: none of them translates every module again, whatever is set here.
export PYTHONDONTWRITEBYTECODE :=

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

run: .venv/ready ## Rate the Trafford example, write its report, and serve the demonstration on 127.0.0.1:8000
	@$(bin)/trigpoint rate examples/trafford-2021
	@$(bin)/trigpoint report examples/trafford-2021 --out out/trafford-2021
	@$(bin)/trigpoint demo
	@$(bin)/trigpoint serve

# One process more than there are processors: browsers and commands are waited for.
workers := $(shell python3 -c 'import os; print(1 + (os.cpu_count() or 1))')

# Most proofs wait for servers that they have killed.
waiters := $(shell python3 -c 'import os; print(1 + 2 * (os.cpu_count() or 1))')

test: .venv/ready ## Run the tests
	@$(bin)/pytest -n $(workers) --dist worksteal

# The floor is just below what is reached: raise it when more is.
cover: .venv/ready ## Run the tests, and print how much of the code they reach
	@$(bin)/python -m slipcover --json --out .coverage.json -m pytest -n $(workers) --dist worksteal
	@$(bin)/python -m slipcover --merge .coverage.json --out .coverage.json --fail-under 97.5

check: .venv/ready ## Check style, types and architecture; changes nothing
	@$(bin)/ruff format --check .
	@$(bin)/ruff check .
	@$(bin)/mypy
	@$(bin)/mypy examples/trafford-2021-cases/make.py
	@$(bin)/mypy examples/eastmere-2026/make.py
	@$(bin)/bandit -q -c pyproject.toml -r src
	@$(bin)/deptry src
	@$(bin)/python -m tests.deployable
	@$(bin)/python manage.py makemigrations --check --dry-run
	@$(bin)/lint-imports

fix: .venv/ready ## Mend style; print the generated pages and examples again
	@$(bin)/ruff check --fix .
	@$(bin)/ruff format .
	@$(bin)/python examples/trafford-2021-cases/make.py
	@$(bin)/python examples/eastmere-2026/make.py
	@$(bin)/python -m tests.schema.write
	@$(bin)/python -m tests.examples.print_method
	@$(bin)/python -m tests.examples.print_stages
	@$(bin)/python -m tests.architecture.draw_house

bench: .venv/ready ## Time the work; writes docs/BENCHMARKS.md
	@$(bin)/python -m tests.bench.write

load: .venv/ready ## Fifty people at once on 2,000 inspections; writes its part of docs/BENCHMARKS.md
	@$(bin)/python -m tests.load.write

proof: .venv/ready ## Run the slow proofs: statistics, killed reports, many random inspections
	@$(bin)/pytest -m proof -n $(waiters) --dist worksteal

outdated: .venv/ready ## Show which libraries are behind, and which of them can come forward; changes nothing
	@$(bin)/python -m tests.outdated

# What is locked stays as it is, but for what pyproject.toml asks anew, and for NEWEST: names of libraries, or 'all'.
compile := $(bin)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q
forward := $(if $(filter all,$(NEWEST)),--upgrade,$(addprefix --upgrade-package ,$(NEWEST)))

lock: .venv/ready ## Lock the dependencies again, with hashes; NEWEST=all, or NEWEST="django uv", brings them forward
	@$(compile) $(forward) pyproject.toml -o requirements/run.txt
	@$(compile) $(forward) pyproject.toml --extra dev -o requirements/dev.txt
	@echo uv | $(compile) $(forward) - -o requirements/uv.txt

.venv/ready: requirements/dev.txt pyproject.toml
	@./bootstrap
	@touch $@
