# make report 一条命令生成整套材料；只输入 make 则列出全部命令。
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
YEAR ?=
ARGS ?=
DO ?= report
export BASE ?= main
export WHAT ?=
export FILE ?=
export PACKAGE ?=
export CODE ?=
export NAME ?=
export TITLE ?=
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
# Ctrl-C 只结束检查；没有 trap，shell 也会中断，make 就要印英文。
watch: ready ## 每次保存后自动检查，只列变化；按 Ctrl-C 结束
	@trap : INT; $(PYTHON) build.py $@ $(YEAR) $(ARGS) $(FAILED)
serve: ready ## 在浏览器里填报：边填边算、边核对；按 Ctrl-C 结束，只看加 ARGS=--read-only
	@trap : INT; $(PYTHON) build.py $@ $(YEAR) $(ARGS) $(FAILED)
new-year: ready ## 由上一年度开始新的年度：make new-year YEAR=2024，可加 ARGS="--drop 标识 --add 标识=名称"
	$(JIXIAO)
import: ready ## 把以前报送的材料变成数据：make import FILE=报送件.docx YEAR=2022，可加 ARGS="其他文件 --unit 名称"
	@$(PYTHON) build.py import $(if $(YEAR),--year $(YEAR)) $(if $(FILE),"$$FILE") $(ARGS) $(FAILED)
new-form: ready ## 由一份空白的或填好的表做成一套表样的第一稿：make new-form FILE=空表.docx NAME=mycity-2024
	@$(PYTHON) build.py new-form $(if $(FILE),"$$FILE") $(if $(NAME),--name "$$NAME") $(ARGS) $(FAILED)
init: ready ## 给一个单位建一处只有数据和表样的文件夹：make init NAME=../材料 ARGS="--forms yueyang-2023"
	@$(PYTHON) build.py init $(if $(NAME),"$$NAME") $(ARGS) $(FAILED)
todo: ready ## 列出新年度还没有填写、核对的地方
	$(JIXIAO)
diff: ready ## 对照：最近年度与上一年度，或 make diff ARGS="2022 2023"、make diff ARGS=main..HEAD
	$(JIXIAO)
review: ready ## 与 BASE（默认 main）对照，写成 output/review/ 里的 Markdown、网页、JSON 和修订对照 DOCX
	@$(PYTHON) build.py diff "$$BASE" --output output/review $(ARGS) $(FAILED)
fleet: ready ## 财政部门：检查并生成 units/ 下全部单位，汇总成表：make fleet YEAR=2023；只检查加 DO=check，与上年对照加 DO=diff
	@$(PYTHON) build.py fleet $(DO) $(addprefix --year ,$(YEAR)) $(ARGS) $(FAILED)
verify: ready ## 重新生成一遍，与 output/ 中的文件逐一比对；核对别处来的成品：make verify PACKAGE=文件.zip
	@$(PYTHON) build.py verify $(YEAR) $(if $(PACKAGE),--package "$$PACKAGE") $(ARGS) $(FAILED)
fmt: ready ## 整理数据和报告的标点、空格和排列（数字不动）；只看不改用 make fmt ARGS=--diff
	$(JIXIAO)
undo: ready ## 退回最近一次 fmt、reconcile、new-year、import、new-form、file、sources 的改动；再运行一次就是取消退回
	@$(PYTHON) build.py undo $(ARGS) $(FAILED)
why: ready ## 这个数从哪来：make why WHAT=附件1.三公经费.决算、WHAT=annex1.yaml:28、WHAT="附件2 第3行第5格"
	@$(PYTHON) build.py why $(if $(WHAT),"$$WHAT") $(if $(YEAR),--year $(YEAR)) $(ARGS) $(FAILED)
sources: ready ## 从决算工作簿取了哪些数、换了导出件以后什么变了；核对后记下摘要：make sources ARGS=--accept
	$(JIXIAO)
workbook: ready ## 把各张表写成一个 Excel 工作簿，发给同事填；填好的用 make reconcile FILE=收回的.xlsx 收回
	$(JIXIAO)
reconcile: ready ## 别人在 Word、WPS 里改过的 DOCX、填好的工作簿改了什么：make reconcile FILE=返回.docx，写入数据加 ARGS=--apply
	@$(PYTHON) build.py reconcile $(if $(FILE),"$$FILE") $(if $(YEAR),--year $(YEAR)) $(ARGS) $(FAILED)
archive: ready ## 归档：成品、数据、表样和检查结果成一个文件夹（BagIt），检测真实、完整、可用、安全；核对：make verify ARGS="--archive 文件夹"
	$(JIXIAO)
publish: ready ## 生成公开的版本：网页、PDF、CSV、JSON，姓名、电话和表单集列为不公开的内容不写进去
	$(JIXIAO)
examine: ready ## 核验任何一份自评材料，不对的地方加上批注：make examine FILE=报告.docx，与本单位数据核对加 YEAR=2023
	@$(PYTHON) build.py examine $(if $(FILE),"$$FILE") $(if $(YEAR),--year $(YEAR)) $(ARGS) $(FAILED)
file: ready ## 报送后记录报送件；以后改动这一年的数据，检查会指出
	$(JIXIAO)
comment: ready ## 在流水线里把比对结果写成合并请求的一条评论（GitHub、GitLab）
	@$(PYTHON) scripts/comment.py $(ARGS) $(FAILED)
git-setup: ready ## 让 git diff 以文字显示 DOCX 模板的改动；只改本仓库的 Git 设置
	@git config diff.docx.textconv '$(PYTHON) -m scripts.docx_text' && echo '已设置：git diff、git log -p 以文字显示 DOCX。'
setup: ## 重新检查运行环境，补装缺少的软件
	@bash scripts/setup.sh runtime retry $(FAILED)
doctor: ## 哪里不对：逐项说明运行环境缺什么、坏了什么，并修好
	@bash scripts/setup.sh runtime doctor $(FAILED)
clean: ## 删除 output/ 和各种缓存（数据和模板不动）
	@rm -rf output .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .setup.log && find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
test: ready-dev ## （开发）运行全部测试
	@$(PYTEST) $(ARGS)
check: ready-dev ## （开发）检查代码格式、规范、类型，并运行全部测试
	@$(PYTHON) -m ruff format --check . && $(PYTHON) -m ruff check . && $(PYTHON) -m mypy && $(PYTEST) $(ARGS)
fmt-code: ready-dev ## （开发）整理代码格式
	@$(PYTHON) -m ruff check --fix . ; $(PYTHON) -m ruff format .
schema: ready ## （开发）重新生成 schemas/（编辑器里的填写说明）和 docs/data-model.md（数据模型）
	@$(PYTHON) build.py schema && $(PYTHON) -m scripts.data_model
rules: ready ## （开发）重新生成 docs/rules.md（核验规则一览）
	@$(PYTHON) build.py rules
new-rule: ready-dev ## （开发）开始一条新的核验规则：make new-rule CODE=A199 NAME=short-name TITLE=规则名称；见 docs/new-rule.md
	@$(PYTHON) -m scripts.new_rule --code "$$CODE" --name "$$NAME" --title "$$TITLE" $(FAILED)
screens: ready ## （开发）把 README 里 make report 的屏幕换成现在的样子
	@$(PYTHON) -m scripts.screens
mutation: ready-dev ## （开发）逐个改动一年的每个数，看检查能查出多少；约五分钟，结果见 docs/measured.md
	@$(PYTHON) -m benchmarks.mutation $(YEAR) $(ARGS)
torture: ready-dev ## （开发）逐一试全部填报失误，再随机造失误，看先说的是不是填错的那一行；在网页上填满一年；约十分钟
	@$(PYTHON) -m benchmarks.torture $(ARGS) && $(PYTHON) -m benchmarks.page_year
bench: ready-bench ## （开发）测量速度，与同类工具对比，结果写入 benchmarks/results/；约二十分钟
	@$(PYTHON) -m benchmarks.run $(ARGS)
wheel: ready-dev ## （开发）做成可以安装的一个文件（dist/ 里的 .whl），装上就有 jixiao 命令
	@$(PYTHON) -m pip wheel --quiet --no-build-isolation --no-deps --no-index --wheel-dir dist . && ls dist/*.whl
lock: ready ## （开发）按 pyproject.toml 重新锁定依赖版本；升级用 make lock ARGS=--upgrade
	@$(PYTHON) -m pip install --quiet 'uv>=0.5' && bash scripts/lock.sh $(ARGS)
help: ## 列出全部命令
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20
ready:
	@bash scripts/setup.sh runtime $(FAILED)
ready-bench:
	@bash scripts/setup.sh bench $(FAILED)
ready-dev:
	@bash scripts/setup.sh dev $(FAILED)

.PHONY: $(shell sed -n 's/^\([a-z-]*\):.*/\1/p' Makefile)
