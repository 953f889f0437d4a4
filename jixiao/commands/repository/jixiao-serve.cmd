@echo off
rem Opens the page to fill in; the first time it sets the program up. Ctrl-C or closing the window ends it.
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
set PYTHON=.venv\Scripts\python.exe
if exist %PYTHON% goto packages
echo 正在建立 Python 运行环境……
where py >nul 2>nul && (py -3 -m venv .venv) || (python -m venv .venv)
if not exist %PYTHON% (
    echo 没有找到 Python。请先安装 Python 3.11 或更新的版本，再双击本文件。
    goto failed
)
:packages
fc /b requirements.lock .venv\requirements.lock >nul 2>nul && goto start
echo 正在安装 Python 软件包，首次约需几分钟……
%PYTHON% -m pip install --quiet --no-input --disable-pip-version-check --require-hashes --no-deps --only-binary :all: --requirement requirements.lock
if errorlevel 1 (
    echo 软件包没有装上，上面是 pip 的原话。请检查网络或 pip 镜像设置，再双击本文件。
    goto failed
)
if not exist build.py for %%W in (program\jixiao-*.whl) do %PYTHON% -m pip install --quiet --no-deps --no-index --force-reinstall "%%W"
if errorlevel 1 goto failed
copy /y requirements.lock .venv\requirements.lock >nul
:start
if exist build.py (%PYTHON% build.py serve %*) else (%PYTHON% -m jixiao serve %*)
if not errorlevel 1 exit /b 0
:failed
pause
exit /b 3
