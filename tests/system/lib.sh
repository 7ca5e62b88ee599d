# What the system tests share. A test script sources this, makes its claims with `claim`, and ends with `finish`.
# $VETSIM is the program, $root the source tree, $work an empty folder in which the script runs, removed at the end.
root=$(cd "$(dirname "$0")/../.." && pwd)
VETSIM=${VETSIM:-$root/build/vetsim}
case $VETSIM in /*) ;; *) VETSIM=$PWD/$VETSIM ;; esac
LC_ALL=C.UTF-8
export LC_ALL
unset LANGUAGE LANG COLUMNS NO_COLOR
work=$(mktemp -d) || exit 1
clean() { rm -rf "$work"; }
trap clean EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
failed=0

# claim NAME COMMAND…: ok when the command succeeds.
claim() {
    claim_name=$1
    shift
    if "$@"; then
        echo "ok $claim_name"
    else
        echo "not ok $claim_name"
        failed=1
    fi
}

# Runs vetsim with these arguments: standard output in ./out, standard error in ./err, exit code in $code.
vetsim() {
    code=0
    "$VETSIM" "$@" >out 2>err </dev/null || code=$?
}

# exits CODE ARGUMENTS…: runs vetsim and compares its exit code; shows the messages when it differs.
exits() {
    wanted=$1
    shift
    vetsim "$@"
    [ "$code" -eq "$wanted" ] && return 0
    echo "# vetsim $*: exit code $code, not $wanted"
    sed 's/^/# /' err | head -n 5
    return 1
}

says() { grep -qF -- "$2" "$1" || { echo "# $1 does not say: $2"; head -n 5 "$1" | sed 's/^/# /'; return 1; }; }
silent() { [ ! -s "$1" ] || { echo "# $1 should be empty:"; head -n 5 "$1" | sed 's/^/# /'; return 1; }; }
not() { ! "$@"; }
escape=$(printf '\033')
no_escapes() { ! LC_ALL=C grep -q "$escape" "$@"; }

finish() { exit $failed; }
