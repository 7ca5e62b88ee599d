#!/bin/sh
# Everything the program says in English is there in Chinese.
. "$(dirname "$0")/lib.sh"
# Marked are _(), N_(), and the formats of the functions that translate them.
(cd "$root" && xgettext --from-code=UTF-8 -k_ -kN_ -kngettext:1,2 -kdiag_error:4 -kdiag_warning:4 -kwrong_type:4 \
    -o "$work/words.pot" sim/*/*.[ch] plots/*.[ch] models/*.c) 2>/dev/null
claim words-found test "$(grep -c '^msgid' words.pot)" -gt 1000
complete() { msgcmp "$root/sim/cli/po/zh_CN.po" words.pot >missing 2>&1 || { grep -v 'not used' missing | sed 's/^/# /'; return 1; }; }
claim catalogue-complete complete
finish
