#!/bin/sh
# vetsim init: the starter runs at once in every way, in both languages, and nothing a user types can break it.
. "$(dirname "$0")/lib.sh"

for language in zh en; do
    plan=$language/plan.cfg
    [ $language = zh ] && mark='【待填】' || mark='[FILL IN]'
    claim "$language-init" exits 0 init $language --place '某县' --lang $language
    claim "$language-quiet" silent err
    claim "$language-next" says out "check $plan --lang $language"
    claim "$language-check" exits 0 check $plan --lang $language
    claim "$language-no-warning" silent err
    # The marks outside comments, counted by other means.
    marked=$(grep -v '^ *//' $plan | grep -oF "$mark" | wc -l)
    claim "$language-check-counts" says out "$marked"
    claim "$language-check-names-the-mark" says out "$mark"
    claim "$language-every-assumption-is-marked" test "$(grep -v '^ *//' $plan | grep -c 'assumption = "')" -eq "$(grep -cF "assumption = \"$mark" $plan)"
    claim "$language-many" test "$marked" -ge 60
    claim "$language-run" exits 0 run $plan -o $language-out --no-charts --lang $language
    claim "$language-place" says out '某县'
    claim "$language-run-says-so" says out "$marked"
    claim "$language-ensemble" exits 0 ensemble $plan -n 64
    claim "$language-tasks" exits 0 tasks $plan --delay 1=1
    claim "$language-sensitivity" exits 0 sensitivity $plan --method tornado --target dual_share
done
claim one-set-of-numbers cmp zh-out/trajectories.csv en-out/trajectories.csv
high=$(printf '[\302-\364]') # the first byte of a character that is not ASCII
no_other_language() {
    ! grep '^ *//' en/plan.cfg | sed 's/万元//g; s/…//g' | LC_ALL=C grep "$high" && ! grep '^ *// .*[A-Za-z]' zh/plan.cfg | LC_ALL=C grep -v "$high" | grep -v '^//   ' # an example
}
claim each-in-its-language no_other_language
filled() { sed '0,/\[FILL IN\]/s//done/; s/document = "\[FILL IN\][^"]*"/document = "x"/' en/plan.cfg >filled.cfg; exits 0 check filled.cfg && says out "$((marked - 1)) texts"; }
claim filling-in-counts-down filled

variant() { # the other plan at the end of the file, taken out of its comment, runs beside it
    sed -n '/^\/\/   extends/,/^\/\/   sector/s/^\/\/ *//p' en/plan.cfg >en/more-hires.cfg
    [ "$(wc -l <en/more-hires.cfg)" -eq 3 ] && exits 0 ensemble en/plan.cfg en/more-hires.cfg -n 64 && says out 'More hires'
}
claim variant-in-the-comment variant

# --- what a hurried user does ---
cp zh/plan.cfg kept.cfg
claim existing-refused exits 1 init zh
claim existing-said says err 'zh/plan.cfg is there already'
claim existing-kept cmp zh/plan.cfg kept.cfg
ln -s nowhere linked && mkdir linkdir && ln -s ../elsewhere linkdir/plan.cfg
claim dangling-link-kept exits 1 init linkdir
claim no-folder exits 2 init
claim empty-folder exits 2 init ''
claim two-folders exits 2 init a b
claim a-file-name exits 2 init a.cfg
claim empty-place exits 2 init a --place ''
claim blank-place exits 2 init a --place ' 　'
claim place-of-two-lines exits 2 init a --place "$(printf 'a\nb')"
claim place-not-utf8 exits 2 init a --place "$(printf '\377')"
claim place-with-escape exits 2 init a --place "$(printf 'a\033[2Jb')"
claim place-too-long exits 2 init a --place "$(printf '%061d' 0)"
claim place-longest exits 0 init longest --place "$(printf '%060d' 0)"
claim place-without-value exits 2 init a --place
claim set-refused exits 2 init a --set x=1
claim wrong-uses-made-nothing test ! -e a
claim under-a-file exits 1 init kept.cfg/a
claim a-place-made-to-break-the-file exits 0 init odd --place 'A"; x = "\" @include \n $(touch hit) `touch hit` %s @PLACE@'
claim odd-place-is-only-text exits 0 run odd/plan.cfg
claim odd-place-whole says out 'A"; x = "\" @include \n $(touch hit) `touch hit` %s @PLACE@'
claim odd-place-ran-nothing test ! -e hit
claim deep-folder exits 0 init deep/er/folder/
claim deep-folder-made test -s deep/er/folder/plan.cfg
claim odd-folder exits 0 init "it's a plan"
next_commands() { # as printed, typed into a shell
    "$VETSIM" init "my plan's" | grep '^  ' >commands
    [ "$(wc -l <commands)" -eq 3 ] && grep -v ensemble commands | while read -r line; do sh -c "$line" >/dev/null || exit 1; done
}
claim printed-commands-work next_commands
finish
