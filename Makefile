# make report 一条命令生成整套材料；只输入 make 则列出全部命令。
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
YEAR ?=
ARGS ?=
PYTHON := .venv/bin/python

# 出错时，make 自己还会印一行英文；先说明它不要紧，再把失败照样传出去。
FAILED = || { code=$$?; echo '未完成，原因见上文。（下一行英文由 make 印出，可不理会。）' >&2; exit $$code; }
JIXIAO = @$(PYTHON) build.py $@ $(YEAR) $(ARGS) $(FAILED)
PYTEST = $(PYTHON) -m pytest -n auto --maxprocesses 4 --dist loadfile

report: ready ## 生成整套材料（DOCX、PDF、ZIP）到 output/；默认最近年度，也可写 make report YEAR=2023
	$(JIXIAO)
draft: ready ## 生成草稿：数据还有问题也照样生成，每页标“草稿”
	$(JIXIAO)
check-data: ready ## 只检查数据，列出问题和改法，不生成文件
	$(JIXIAO)
verify: ready ## 重新生成一遍，与 output/ 中的文件逐一比对
	$(JIXIAO)
setup: ## 重新检查运行环境，补装缺少的软件
	@bash scripts/setup.sh runtime retry $(FAILED)
clean: ## 删除 output/ 和各种缓存（数据和模板不动）
	@rm -rf output .pytest_cache .mypy_cache .ruff_cache .hypothesis .setup.log && find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
test: ready-dev ## （开发）运行全部测试
	@$(PYTEST) $(ARGS)
check: ready-dev ## （开发）检查代码格式、规范、类型，并运行全部测试
	@$(PYTHON) -m ruff format --check . && $(PYTHON) -m ruff check . && $(PYTHON) -m mypy && $(PYTEST) $(ARGS)
fmt-code: ready-dev ## （开发）整理代码格式
	@$(PYTHON) -m ruff check --fix . ; $(PYTHON) -m ruff format .
lock: ready ## （开发）按 pyproject.toml 重新锁定依赖版本；升级用 make lock ARGS=--upgrade
	@$(PYTHON) -m pip install --quiet 'uv>=0.5' && bash scripts/lock.sh $(ARGS)
help: ## 列出全部命令
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20
ready:
	@bash scripts/setup.sh runtime $(FAILED)
ready-dev:
	@bash scripts/setup.sh dev $(FAILED)

.PHONY: report draft check-data verify setup clean test check fmt-code lock help ready ready-dev
