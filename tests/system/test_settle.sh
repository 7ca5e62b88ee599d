#!/bin/sh
# vetsim sensitivity --method sobol: -n auto, and studies that are killed, stopped and gone on with.
. "$(dirname "$0")/lib.sh"
plan=$root/scenarios/jining/plan-2020.cfg
target=jining20_sve_intake

# Shares of the variance of a product that settle late, and of one with tails so long that they never do.
cat >late.cfg <<'CFG'
label = { zh = "晚"; en = "Late"; }; first_year = 2019; last_year = 2020;
population: { junior_graduates = 1000; vocational_share = 1; upper_secondary_rate = 0.5; net_migration = 0.0; };
sector: { a: { label = "a"; level = "secondary"; length = 3; }; };
uncertain: {
  g: { label = { zh = "毕业生"; en = "Graduates"; }; parameter = "population.junior_graduates"; form = "scale"; distribution = "lognormal"; mean = 1; sd = 1; assumption = "test"; };
  m: { label = { zh = "迁入"; en = "Migration"; }; parameter = "population.net_migration"; form = "value"; distribution = "lognormal"; mean = 1; sd = 1; assumption = "test"; };
};
CFG
printf 'extends = "late.cfg";\nlabel = { zh = "不稳"; en = "Never"; };\nuncertain: { g: { sd = 100; }; m: { sd = 100; }; };\n' >never.cfg
# The same with forty years to compute: long enough to be stopped on a fast machine.
printf 'extends = "never.cfg"; last_year = 2058;\n' >slow.cfg
output='--indicator population.upper_secondary_entrants --year 2020'

# --- what is refused ---
refuses() { # refuses WORDS ARGUMENTS…
    words=$1
    shift
    exits 2 "$@" --lang en && silent out && says err "$words"
}
claim word refuses 'must be auto or a power of two from 16 to' sensitivity "$plan" -n automatic
claim capitals refuses 'must be auto or a power of two' sensitivity "$plan" -n Auto
claim empty refuses 'must be auto or a power of two' sensitivity "$plan" -n ''
claim morris refuses '-n auto is of --method sobol, not of morris' sensitivity "$plan" --method morris -n auto
claim discover refuses '-n auto is of --method sobol, not of discover' sensitivity "$plan" --method discover -n auto
claim tornado refuses 'draws nothing' sensitivity "$plan" --method tornado -n auto
claim ensemble refuses 'must be a whole number' ensemble "$plan" -n auto

# --- the same study as with the number it came to ---
claim auto exits 0 sensitivity late.cfg -n auto $output --json
claim auto-is-json awk -f "$root/tests/system/json.awk" out
claim auto-settled says out '"requested": "auto", "settled": true'
sed 's/, "requested": "auto", "settled": true//' out >auto.json
rows=$(sed -n 's/.*"n": \([0-9]*\).*/\1/p' auto.json)
claim auto-grew test "${rows:-0}" -gt 2048
claim asked exits 0 sensitivity late.cfg -n "${rows:-16}" $output --json -j 2
claim auto-as-asked cmp auto.json out
claim half-has-not-settled sh -c '"$1" sensitivity late.cfg -n $(($2 / 2)) $3 --json | grep -q "\"settled\", \"value\": 0"' - "$VETSIM" "${rows:-16}" "$output"
claim csv exits 0 sensitivity late.cfg -n auto $output -o csv
claim csv-rows grep -q "^sobol,population.upper_secondary_entrants,2020,,,rows,$rows,,$" csv/sensitivity.csv
claim csv-settled grep -q '^sobol,population.upper_secondary_entrants,2020,,,settled,1,,$' csv/sensitivity.csv
claim page exits 0 sensitivity "$plan" --target $target -n auto --lang en
claim page-says says out 'settled at -n 2048: ST and S1 are known to ±0.05'
claim page-chinese exits 0 sensitivity "$plan" --target $target -n auto --lang zh
claim page-chinese-says says out '在 -n 2048 时已稳定'
claim never exits 0 sensitivity never.cfg -n auto $output --lang en
claim never-says-how-far says out 'at the most rows, -n 262144; not settled: '

# --- a file: killed, stopped, by another number of threads; in the end the same content ---
content() {
    rm -rf "$2"
    "$VETSIM" export "$1" -o "$2" >/dev/null
    if command -v sqlite3 >/dev/null; then sqlite3 "$1" .dump >"$2/dump"; fi
}
same_content() { content "$1" one && content "$2" two && diff -rq one two; }
column() { "$VETSIM" export "$1" study 2>/dev/null | tail -n 1 | cut -d, -f "$2"; } # 2: state, 9: done
# begun FILE ARGUMENTS…: starts a study and comes back at its first checkpoint.
begun() {
    file=$1
    shift
    before=$(column "$file" 9)
    "$VETSIM" sensitivity "$@" -o "$file" --lang en >out 2>err &
    pid=$!
    while kill -0 $pid 2>/dev/null; do
        done_now=$(column "$file" 9)
        [ "${done_now:-0}" -gt "${before:-0}" ] 2>/dev/null && return 0
        sleep 0.05
    done
    return 1
}
claim whole exits 0 sensitivity slow.cfg -n auto $output -o whole.db
claim whole-says-rows sh -c '"$1" export whole.db sensitivity | grep -q ",rows,262144,,$"' - "$VETSIM"
claim kill-begun begun killed.db slow.cfg -n auto $output -j 1
kill -KILL $pid
wait $pid 2>/dev/null
claim killed-is-partial test "$(column killed.db 2)" = partial
claim killed-other-size exits 1 sensitivity slow.cfg -n 262144 $output -o killed.db
claim killed-other-size-says says err 'another study'
claim stop-begun begun killed.db slow.cfg -n auto $output -j 2
kill -TERM $pid
code=0
wait $pid || code=$?
claim stopped-code test $code -eq 1
claim stopped-says says err 'which are kept in killed.db; the same command goes on from there'
claim stopped-is-partial test "$(column killed.db 2)" = partial
claim resumed exits 0 sensitivity slow.cfg -n auto $output -o killed.db
claim resumed-same same_content whole.db killed.db
claim again exits 0 sensitivity slow.cfg -n auto $output -o killed.db
claim again-same same_content whole.db killed.db
finish
