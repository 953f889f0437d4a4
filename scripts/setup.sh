#!/usr/bin/env bash
# Make this clone ready to run; quick and silent when it already is. Speaks on stderr: stdout belongs to build.py.
#
#   setup.sh runtime         what a build needs
#   setup.sh dev             that, and what the tests need
#   setup.sh bench           what a build needs, and what it is measured against
#   setup.sh runtime retry   and try again to install system packages, though it failed before
#   setup.sh runtime repair  and install anew what of the Python packages is torn or gone
#   setup.sh runtime doctor  both, and say of everything whether it is there
#
# NO_APT=1 leaves the system's packages alone. Exit code 3: the machine lacks something that has no substitute.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

need=${1:-runtime}
python=.venv/bin/python
log=.setup.log
reinstall=()
fandol=/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf
noto=/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc
dejavu=/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf

main() {
    exec 9<scripts/setup.sh
    flock 9 || true # of two at once the second waits
    [[ -w . ]] && rm -f "${log}" 2>/dev/null || fail "不能写入这个文件夹：${PWD}。请改用有写入权限的用户，或把文件夹设为可以写入。"
    case ${2:-} in repair | doctor) repair ;; esac
    ensure_venv
    ensure_python_packages
    ensure_system_packages "${2:-}"
    [[ ${2:-} != doctor ]] || tell_state
}

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 3
}

quietly() { "$@" >>"${log}" 2>&1 </dev/null 9<&-; }

# --- Python ---------------------------------------------------------------------------------------------------------

# Nothing calls the environment's own scripts, so one that was moved still works; one whose Python is gone does not.
ensure_venv() {
    [[ -x ${python} && -f .venv/made-for && $(<.venv/made-for) == "$(interpreter)" ]] && "${python}" -IS -c '' && return
    local base
    base=$(find_python) || install_packages python3-venv || true
    base=$(find_python) || fail "需要 Python 3.11 或更新的版本，本机没有找到。请升级到 Debian 12 或更新的系统，或请管理员安装 python3.11。"
    say "正在建立 Python 运行环境（.venv）……"
    make_venv "${base}"
    interpreter >.venv/made-for
}

# A stamp says what was done, not what is left of it: without it the next step does it again.
repair() {
    "${python}" -m pip --version >/dev/null 2>&1 || { rm -f .venv/made-for && return; }
    local damaged
    damaged=$("${python}" scripts/doctor.py 2>/dev/null) || { rm -f .venv/made-for && return; }
    [[ -n ${damaged} ]] || return 0
    say "这些 Python 软件包损坏或缺少，重新安装：" ${damaged}
    rm -f .venv/requirements*.lock
    reinstall=(--force-reinstall)
}

tell_state() {
    local free
    say "Python：$("${python}" -c 'import platform; print(platform.python_version())')，软件包齐全。"
    [[ -n $(missing_packages) ]] || say "LibreOffice、中文字体：齐全，$(soffice --version 2>/dev/null | head -n 1)。"
    free=$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')
    [[ -w data ]] || fail "data/ 不能写入，请检查权限：${PWD}/data"
    [[ ${free} -ge 500 ]] || fail "磁盘只剩 ${free} MB，生成时可能写不下，请先清理。"
    say "项目文件夹：可以写入，磁盘还剩 ${free} MB。"
}

interpreter() { printf '%s %s\n' "$(readlink -f "${python}")" "${HOSTTYPE}"; }

find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11; do
        "${name}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "${name}" && return
    done
    return 1
}

# Debian keeps ensurepip, without which a new environment has no pip, in a package of its own.
make_venv() {
    local package
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if has_ensurepip "$1" || { install_packages "${package}" && has_ensurepip "$1"; }; then
        quietly "$1" -m venv --clear .venv || fail "不能在 $(pwd) 下建立 .venv。请确认本目录可写、磁盘未满；原因见 ${log}。"
    else
        { quietly "$1" -m venv --clear --without-pip .venv && quietly borrow_pip; } ||
            fail "缺少系统软件包 ${package}。请管理员执行：sudo apt-get install ${package}，然后重新运行本命令。"
    fi
}

has_ensurepip() { "$1" -c 'import ensurepip' 2>/dev/null; }

# Whoever may not install Debian's pip may still fetch it and unpack it here.
borrow_pip() {
    local folder=.venv/borrowed wheels
    mkdir "${folder}" && (cd "${folder}" && apt-get download python3-pip-whl && dpkg-deb -x ./*.deb .) || return 1
    wheels=("${folder}"/usr/share/python-wheels/pip-*.whl)
    "${python}" "${wheels[0]}/pip" install --no-index --no-deps "${wheels[0]}" && rm -r "${folder}"
}

# The copy of a lock kept in the environment says what is installed there. The others contain the runtime lock.
ensure_python_packages() {
    local lock=requirements.lock
    [[ ${need} == runtime ]] || lock=requirements-${need}.lock
    cmp -s "${lock}" ".venv/${lock}" && return
    say "正在安装 Python 软件包，首次约需一分钟……"
    PIP_USER=0 quietly "${python}" -m pip install --quiet --no-input --disable-pip-version-check \
        --require-hashes --no-deps --only-binary :all: "${reinstall[@]}" --requirement "${lock}" || {
        tail -n 5 "${log}" >&2
        fail "Python 软件包没有装上（上面是 pip 的原话）。请检查网络或 pip 镜像设置，然后重新运行本命令。"
    }
    [[ ${need} == runtime ]] || cp requirements.lock .venv/
    cp "${lock}" .venv/
}

# --- system packages, without which only the PDF is missing ---------------------------------------------------------

ensure_system_packages() {
    local missing state
    missing=$(missing_packages)
    [[ -n ${missing} ]] || return 0
    state="${EUID} ${missing}"
    if [[ $1 == retry || $1 == doctor || ! -f .venv/tried || $(<.venv/tried) != "${state}" ]]; then
        # shellcheck disable=SC2086 # a list of words
        install_packages ${missing} || true
        missing=$(missing_packages)
        [[ -n ${missing} ]] || return 0
        printf '%s\n' "${state}" >.venv/tried
    fi
    say "系统软件不全，PDF 不能生成或字体不对，DOCX 和 ZIP 照常生成。请管理员执行：" \
        "sudo apt-get install --no-install-recommends ${missing}"
}

missing_packages() {
    local names=()
    has_writer || names+=("$(writer_package)")
    command -v fc-match >/dev/null || names+=(fontconfig)
    [[ -e ${noto} ]] || names+=(fonts-noto-cjk)
    [[ -e ${fandol} ]] || names+=(texlive-lang-chinese)
    [[ -e ${dejavu} ]] || names+=(fonts-dejavu-core)
    if [[ ${need} == dev ]]; then
        command -v pdftotext >/dev/null || names+=(poppler-utils)
        command -v chromium >/dev/null || command -v google-chrome >/dev/null || names+=(chromium)
    fi
    echo "${names[*]}"
}

has_writer() {
    local soffice
    soffice=$(command -v soffice) && [[ -e $(dirname "$(readlink -f "${soffice}")")/libswlo.so ]]
}

# The package without a desktop would throw out an office suite with one.
writer_package() {
    if dpkg-query -W -f '${db:Status-Status}' libreoffice-core 2>/dev/null | grep -qx installed; then
        echo libreoffice-writer
    else
        echo libreoffice-writer-nogui
    fi
}

install_packages() {
    [[ -z ${NO_APT:-} ]] && command -v apt-get >/dev/null && as_root true 2>/dev/null || return 1
    say "正在安装系统软件，约需几分钟：$*"
    apt_get install "$@" || { apt_get update && apt_get install "$@"; } || {
        grep '^E:' "${log}" | tail -n 3 >&2
        return 1
    }
}

apt_get() {
    local verb=$1
    shift
    local options=(--yes --quiet -o DPkg::Lock::Timeout=120)
    [[ ${verb} == install ]] && options+=(--no-install-recommends --no-remove)
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" "${verb}" "$@"
}

as_root() {
    if [[ ${EUID} == 0 ]]; then "$@"; else sudo -n "$@"; fi
}

main "$@"
