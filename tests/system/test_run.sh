#!/bin/sh
# vetsim run as a planner uses it: exit codes, streams, the page, the files, and the same bytes every time.
. "$(dirname "$0")/lib.sh"
chiping=$root/scenarios/chiping/as-written.cfg
jining=$root/scenarios/jining/plan-2020.cfg
small=$root/tests/bad/base/plan.cfg

# --- exit codes and streams ---
claim run-exits-0 exits 0 run "$chiping"
claim run-says-nothing-on-stderr silent err
claim run-exits-2-without-scenario exits 2 run
claim run-exits-3-on-bad-scenario exits 3 run "$root/tests/bad/unknown-top.cfg"
claim run-exits-3-on-missing-file exits 3 run absent.cfg
claim strict-exits-4-when-a-target-is-missed exits 4 run "$jining" --strict
claim strict-still-prints-the-page says out 'TARGETS'
claim not-strict-exits-0 exits 0 run "$jining"
claim strict-exits-0-when-all-are-met exits 0 run "$small" --strict
claim strict-exits-3-on-bad-scenario exits 3 run "$root/tests/bad/unknown-top.cfg" --strict
claim strict-json-exits-4 exits 4 run "$jining" --strict --json
full_device() { "$VETSIM" "$@" >/dev/full 2>err; [ $? -eq 1 ] && says err 'No space left on device'; }
claim full-device-run full_device run "$chiping"
claim full-device-json full_device run "$chiping" --json
claim full-device-list full_device list parameters
claim full-device-explain full_device explain "$chiping"
claim full-device-help full_device --help
closed_pipe() { # the reader leaves after one line: no message, and no shell complaint
    { "$VETSIM" "$@" 2>err; echo $? >code; } | head -n 1 >/dev/null
    silent err && [ "$(cat code)" -le 1 ]
}
claim closed-pipe-run closed_pipe run "$jining"
claim closed-pipe-json closed_pipe run "$jining" --json
claim closed-pipe-explain closed_pipe explain "$jining"
claim closed-pipe-list closed_pipe list parameters
closed_stdout() { "$VETSIM" run "$chiping" >&- 2>err; [ $? -eq 1 ]; }
claim closed-standard-output-exits-1 closed_stdout

# --- JSON ---
one_document() { LC_ALL=C awk -f "$root/tests/system/json.awk" "$1"; }
printf '{"a": [1, 2.5e3, "x\\n"], "b": {}}\n' >good.json
claim json-checker-accepts one_document good.json
for text in '{"a": 1} {}' '{"a": nan}' '{"a": 1,}' '[1, 2' 'x' '' '{"a": "\x"}'; do
    printf '%s\n' "$text" >wrong.json
    claim "json-checker-refuses-$text" not one_document wrong.json
done
for plan in chiping/as-written jining/integration-2026; do
    vetsim run "$root/scenarios/$plan.cfg" --json
    claim "json-is-one-document-$plan" one_document out
    claim "json-says-nothing-else-$plan" silent err
    claim "json-has-no-escapes-$plan" no_escapes out
done
vetsim run "$chiping" --json -o json-out --no-charts
claim json-with-files-is-still-one-document one_document out
claim json-with-files-names-them-on-stderr says err 'json-out'

# --- the page: 100 columns as a terminal counts them (Chinese is two wide), no colour outside a terminal ---
narrow() {
    LC_ALL=C awk -v most="$1" '{ s = $0; gsub(/[\200-\277]/, "", s); w = length(s) + gsub(/[\343-\364]/, "&", s)
        if (w > most) { printf "# %d columns: %s\n", w, $0; wide = 1 } } END { exit wide }' "$2"
}
for plan in "$root"/scenarios/*/*.cfg; do
    name=${plan#"$root"/scenarios/}
    for language in zh en; do
        vetsim run "$plan" --lang $language
        claim "page-$language-$name-100-columns" narrow 100 out
        claim "page-$language-$name-no-escapes" no_escapes out
    done
done
COLUMNS=80
export COLUMNS
for language in zh en; do
    vetsim run "$jining" --lang $language
    claim "page-$language-80-columns" narrow 80 out
done
unset COLUMNS
TERM=xterm-256color
export TERM
vetsim run "$jining"
claim page-no-escapes-with-colour-terminal-type no_escapes out
vetsim run "$jining" --lang zh
claim page-in-chinese says out '招生数'
vetsim run "$jining" --lang en
tr '\n' ' ' <out >one-line
claim page-says-what-verdicts-rest-on grep -q '60 targets: .* from the model, .* from assumed schedules, .* from declared rules' one-line
claim page-has-bonds says out 'Bonds and borrowing'
for word in 'Enrolment' 'Faculty' 'Training' 'Funding' 'TARGETS' 'responsible' 'missed' 'assumptions'; do
    claim "page-says-$word" says out "$word"
done

cash_adds_up() { # cash = last year's + revenue + bonds − spending − service, to the rounding of a page
    sed 's/,//g' out | awk '/^  Revenue/ { n = NF; for (i = 5; i <= n; i++) r[n - i] = $i } /^  Bonds and/ { for (i = NF; i > NF - 5; i--) b[NF - i] = $i }
        /^  Spending \(/ { for (i = NF; i > NF - 5; i--) p[NF - i] = $i } /^  Debt service/ { for (i = NF; i > NF - 5; i--) d[NF - i] = $i }
        /^  Cash end of year/ { for (i = NF; i > NF - 6; i--) c[NF - i] = $i; seen = 1 }
        END { for (k = 0; k < 5; k++) { e = c[k + 1] + r[k] + b[k] - p[k] - d[k] - c[k]; if (e > 3 || e < -3) { print "# off by " e; bad = 1 } } exit bad || !seen }'
}
claim page-cash-adds-up cash_adds_up
vetsim run "$chiping" --lang zh
claim page-shows-tolerance says out '±'

# --- files ---
vetsim run "$chiping" -o files --no-charts
claim files-listed test "$(ls -A files | tr '\n' ' ')" = 'resolved.cfg targets.csv trajectories.csv '
mark=$(printf '\357\273\277')
claim trajectories-header test "$(head -n 1 files/trajectories.csv)" = "${mark}year,indicator,sector,value,unit"
value() { # value YEAR INDICATOR SECTOR WANTED [TOLERANCE]
    awk -F, -v y="$1" -v k="$2" -v s="$3" -v w="$4" -v e="${5:-0.5}" '$1 == y && $2 == k && $3 == s { found++; d = $4 - w; ok = $4 != "" && d <= e && d >= -e; got = $4 }
        END { if (found != 1 || !ok) printf "# %s %s %s: %s (%d rows), not %s\n", y, k, s, got, found, w; exit !(found == 1 && ok) }' files/trajectories.csv
}
# Tables 1, 3, 4 and 6 of the plan (聊茌政发〔2020〕19号 附件2).
for row in '2019 enrolment.students sve 2182' '2020 enrolment.students sve 3400' '2021 enrolment.students sve 4800' \
    '2022 enrolment.students sve 6000' '2019 faculty.full_time sve 202' '2020 faculty.full_time sve 202' \
    '2021 faculty.full_time sve 252' '2022 faculty.full_time sve 302' '2019 faculty.dual_qualified sve 126' \
    '2021 faculty.dual_qualified sve 166' '2022 faculty.dual_qualified sve 210' '2019 faculty.professional sve 138' \
    '2021 faculty.professional sve 180' '2022 faculty.professional sve 220'; do
    set -- $row
    claim "chiping-$1-$2-$4" value "$@"
done
for row in '2019 50' '2020 300' '2021 1000' '2022 2000'; do
    claim "chiping-workstations-$row" value "${row% *}" campus.workstations '' "${row#* }"
done
for row in '2019 2000' '2020 3000' '2021 8000' '2022 20000'; do
    claim "chiping-equipment-$row" value "${row% *}" campus.equipment_value '' "${row#* }"
done
claim chiping-intake-2022 value 2022 enrolment.intake sve 2244
claim chiping-share-2022 value 2022 enrolment.vocational_share '' 0.45 0.0005
rows_per_year() { awk -F, 'NR > 1 { n[$1]++ } END { for (y in n) if (n[y] != n[2019]) exit 1; exit !(n[2019] > 200) }' files/trajectories.csv; }
claim trajectories-as-many-rows-every-year rows_per_year
five_fields() { awk -F, 'NF != 5 || $2 == "" || $5 == "" || $4 ~ /[^-+0-9.e]/ && NR > 1 { print "# " $0; bad = 1 } END { exit bad }' files/trajectories.csv; }
claim trajectories-fields five_fields
claim trajectories-no-duplicates test -z "$(cut -d, -f1-3 files/trajectories.csv | sort | uniq -d)"
vetsim run "$chiping" --json
targets_in_scenario=$(sed -n '/"summary"/,/}/s/.*: \([0-9][0-9]*\).*/\1/p' out | awk '{ n += $1 } END { print n + 0 }')
claim targets-one-row-each test "$(awk 'END { print NR - 1 }' files/targets.csv)" = "$targets_in_scenario"
claim targets-are-161 test "$targets_in_scenario" = 161
claim targets-header test "$(head -n 1 files/targets.csv | cut -d, -f1-3)" = "${mark}id,area,label_zh"
claim targets-verdicts test -z "$(awk -F, 'NR > 1' files/targets.csv | grep -v ',met,\|,late,\|,missed,\|,unevaluated,')"

# --- the resolved scenario is the same scenario, and the same run gives the same bytes ---
digest() { sed -n 's/.*"digest": "\([0-9a-f]*\)".*/\1/p' "$1" | head -n 1; }
for plan in "$root"/scenarios/*/*.cfg; do
    name=${plan#"$root"/scenarios/}
    rm -rf one two three
    vetsim run "$plan" --json -o one --no-charts
    cp out first.json
    "$VETSIM" run one/resolved.cfg --json -o two --no-charts >second.json 2>err
    claim "resolved-digest-$name" test -n "$(digest first.json)" -a "$(digest first.json)" = "$(digest second.json)"
    claim "resolved-bytes-$name" cmp one/resolved.cfg two/resolved.cfg
    claim "resolved-trajectories-$name" cmp one/trajectories.csv two/trajectories.csv
    claim "resolved-targets-$name" cmp one/targets.csv two/targets.csv
    OMP_NUM_THREADS=1 taskset -c 0 "$VETSIM" run "$plan" --json -o three --no-charts >third.json 2>/dev/null ||
        OMP_NUM_THREADS=1 "$VETSIM" run "$plan" --json -o three --no-charts >third.json 2>/dev/null
    claim "same-bytes-$name" cmp first.json third.json
    claim "same-csv-$name" cmp one/trajectories.csv three/trajectories.csv
done
vetsim run "$jining" --set faculty.quit_rate.sve=0.05 --set enrolment.external.scale=1.1 --json -o one --no-charts
cp out first.json
rm -rf two
"$VETSIM" run one/resolved.cfg --json -o two --no-charts >second.json 2>err
claim resolved-with-sets-digest test "$(digest first.json)" = "$(digest second.json)"
claim resolved-with-sets-bytes cmp one/resolved.cfg two/resolved.cfg
claim resolved-with-sets-trajectories cmp one/trajectories.csv two/trajectories.csv
claim resolved-has-no-extends not grep -q extends one/resolved.cfg
locale_free() { # a decimal comma in the locale must not reach files
    LC_ALL=de_DE.UTF-8 LC_NUMERIC=de_DE.UTF-8 "$VETSIM" run "$jining" -o german --no-charts >german.txt 2>err
    rm -rf three
    vetsim run "$jining" -o three --no-charts
    cmp german/trajectories.csv three/trajectories.csv && cmp german/resolved.cfg three/resolved.cfg
}
claim same-bytes-in-another-locale locale_free

# --- output appears whole or not at all ---
mkdir kept
echo mine >kept/notes.txt
vetsim run "$chiping" -o kept --no-charts
claim output-into-a-folder-in-use test "$code" -eq 0 -a "$(cat kept/notes.txt)" = mine
claim output-leaves-no-temporary-files test "$(ls -A kept | tr '\n' ' ')" = 'notes.txt resolved.cfg targets.csv trajectories.csv '
mkdir -p taken/targets.csv
vetsim run "$chiping" -o taken --no-charts
claim output-blocked-exits-1 test "$code" -eq 1
claim output-blocked-says-which says err 'taken/targets.csv'
claim output-blocked-leaves-no-temporary-files test -z "$(ls -A taken | grep '^\.')"
echo file >plain
claim output-is-a-file-exits-1 exits 1 run "$chiping" -o plain --no-charts
claim output-is-a-file-untouched test "$(cat plain)" = file
claim output-below-a-file-exits-1 exits 1 run "$chiping" -o plain/out --no-charts
vetsim run "$chiping" -o new/deep/folder --no-charts
claim output-makes-folders test -s new/deep/folder/targets.csv
# A previous good output survives a full disk; needs a small file system of our own.
mkdir disk
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=160k none disk 2>/dev/null; then
    clean() { umount "$work/disk" 2>/dev/null; rm -rf "$work"; }
    vetsim run "$small" -o disk/out --no-charts
    claim small-disk-holds-a-small-plan test "$code" -eq 0
    cat disk/out/* >before 2>/dev/null
    vetsim run "$chiping" -o disk/out --no-charts
    claim full-disk-exits-1 test "$code" -eq 1
    claim full-disk-is-said says err 'No space left on device'
    cat disk/out/* >after 2>/dev/null
    claim full-disk-leaves-the-old-files cmp before after
    claim full-disk-leaves-no-temporary-files test "$(ls -A disk/out | tr '\n' ' ')" = 'resolved.cfg targets.csv trajectories.csv '
    mount -o remount,ro disk 2>/dev/null && {
        vetsim run "$small" -o disk/out --no-charts
        claim read-only-disk-exits-1 test "$code" -eq 1
        claim read-only-disk-is-said says err 'Read-only file system'
    }
    umount disk
fi
if [ "$(id -u)" -ne 0 ]; then
    mkdir locked
    chmod 555 locked
    claim read-only-folder-exits-1 exits 1 run "$chiping" -o locked --no-charts
    claim read-only-folder-is-said says err 'Permission denied'
fi

finish
