#!/bin/sh
# The messages of tests/bad in Chinese: at the same places as in English, and without English prose.
. "$(dirname "$0")/lib.sh"

places() { sed -nE 's/^([^ ]*): .*/\1/p' "$1"; }

# Keys and quoted text stay as they are; two Latin words in a row are a sentence nobody translated.
english_in() { sed -e 's/"[^"]*"//g' -e 's/vetsim list parameters//' "$1" | grep -E '[A-Za-z]+ [A-Za-z]+'; }

# What all Chinese letters of these messages begin with in UTF-8.
chinese=$(printf '[\344-\351]')

translated() {
    exits 3 check "$1" --lang en || return 1
    places err >wanted
    exits 3 check "$1" --lang zh || return 1
    places err | cmp -s - wanted || { echo "# at other places:"; sed 's/^/# /' wanted err; return 1; }
    ! LC_ALL=C grep -v "$chinese" err >left || { echo "# no Chinese in:"; sed 's/^/# /' left; return 1; }
    ! english_in err >left || { echo "# English in:"; sed 's/^/# /' left; return 1; }
}
for file in "$root"/tests/bad/*.cfg; do
    claim "zh-$(basename "$file" .cfg)" translated "$file"
done

message() { # what must be said, arguments of run
    said=$1
    shift
    vetsim run "$@" --lang zh
    says err "$said"
}
claim zh-absent message 'absent.cfg: 无法读取：没有这个文件或文件夹' absent.cfg
mkdir folder.cfg
claim zh-folder message 'folder.cfg: 不是文件' folder.cfg
plan=$root/tests/bad/base/plan.cfg
claim zh-set message '--set faculty.quit_rat=0.1：没有参数 faculty.quit_rat，是否指 faculty.quit_rate？' "$plan" --set faculty.quit_rat=0.1
claim zh-set-range message 'faculty.quit_rate = 1.3：应在 0 到 1 之间' "$plan" --set faculty.quit_rate=1.3
claim zh-set-unit message '；请写 20000（单位为人）' "$plan" --set population.junior_graduates=2万人
: >taken
claim zh-not-a-folder message 'vetsim: taken：不是文件夹' "$plan" -o taken
claim english-stays exits 3 run absent.cfg
claim english-words says err 'cannot be read: No such file or directory'
finish
