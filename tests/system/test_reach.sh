#!/bin/sh
# vetsim reach: what is refused, both languages, and every answer run again as a scenario of its own.
. "$(dirname "$0")/lib.sh"
plan=$root/scenarios/rongcheng/plan-2020.cfg
shandong=$root/scenarios/shandong/plan-2020.cfg
target=rongcheng20_dual_qualified_share

# --- wrong use: an exit code, what is allowed, nothing on standard output ---
refuses() { # refuses CODE WORDS ARGUMENTS…
    refused=$1 words=$2
    shift 2
    exits "$refused" reach "$@" -o never --lang en && silent out && says err "$words" && [ ! -e never ]
}
claim no-scenario refuses 2 'needs a scenario'
claim no-file refuses 3 'nowhere.cfg' nowhere.cfg
claim two-scenarios refuses 2 'one too many' "$plan" "$shandong"
claim unknown-target refuses 2 "did you mean \"$target\"?" "$plan" --target rongcheng20_dual_qualified_shar
claim far-target refuses 2 'no target "xyzzy"' "$plan" --target xyzzy
claim second-target refuses 2 'no target "xyzzy"' "$plan" --target $target xyzzy
claim empty-target refuses 2 'needs the id of a target' "$plan" --target ,
claim unevaluated-target refuses 2 'cannot be evaluated' "$root/scenarios/jining/plan-2020.cfg" --target "$(awk '/^ *jining20_[a-z0-9_]*: *{/ { sub(":.*", ""); gsub(" ", ""); id = $0 } /unevaluated =/ { print id; exit }' "$root/scenarios/jining/plan-2020.cfg")"
for p in 0 1 1.5 -0.1 90% x ''; do
    claim "probability-$p" refuses 2 'between 0 and 1' "$plan" "--probability=$p"
done
for x in -1 many 1e999 3亿 ''; do
    claim "budget-$x" refuses 2 'must be a sum' "$plan" "--budget=$x"
done
claim runs-alone refuses 2 'not given' "$plan" -n 64
claim runs-few refuses 2 'from 16 to' "$plan" --probability 0.9 -n 3
claim bad-seed refuses 2 '--seed' "$plan" --seed x
claim not-its-option refuses 2 'not an option' "$plan" --year 2022
awk '/^lever: \{/ { skip = 1 } !skip { print } /^\};/ { skip = 0 }' "$plan" >bare.cfg
claim no-levers refuses 3 'lever: { hires:' bare.cfg
printf 'extends = "%s"; lever: { hires_college: { bounds = (9, 3); }; };\n' "$plan" >reversed.cfg
claim reversed-bounds refuses 3 'reversed.cfg:1' reversed.cfg
printf 'extends = "%s"; lever: { hires_college: { unit_cost = -3; }; };\n' "$plan" >negative.cfg
claim negative-cost refuses 3 'unit_cost' negative.cfg
printf 'label = "t"; first_year = 2020; last_year = 2022; population: { junior_graduates = 1; vocational_share = 1; };
sector: { a: { label = "a"; level = "secondary"; length = 3; }; };
lever: { l: { label = "l"; parameter = "faculty.quit_rate"; form = "value"; bounds = (0, 0.1); }; };\n' >none.cfg
claim no-targets refuses 3 'no targets' none.cfg

# --- the page ---
claim runs exits 0 reach "$plan" --lang en
claim page-says-how says out 'upskilling seats a year'
claim page-no-errors silent err
claim page-in-Chinese exits 0 reach "$plan" --lang zh
claim page-Chinese-verdict says out '调整后可达标'
english() { sed 's/[A-Z0-9_]*\.cfg//' out | grep -E '[a-z]{4,} [a-z]{4,}'; }
claim page-all-Chinese not english
# 50 hires in 2022 and 50 hires with experience in 2022 need the same 56 hires: said once
claim one-setting-once exits 0 reach "$root/scenarios/chiping/plan-2020.cfg" --target chiping20_t3_teacher_hires_2022 --target chiping20_t3_teacher_hires_3yr_enterprise_2022 --lang en
claim one-setting-is-said says out 'one setting for these 2: Hires in 2022: 50 persons → 56 persons'
claim one-setting-said-once test "$(grep -c '→ 56 ' out)" = 2 # for the two targets, and for all together
claim chart exits 0 reach "$plan" --charts charts --lang zh
claim chart-there test -s charts/frontier.png

# --- the same bytes for any number of threads ---
vetsim reach "$plan" --json -j 1
mv out one
vetsim reach "$plan" --json -j 3
claim threads-change-nothing cmp -s one out
claim json-has-tables says out '"reach_step"'
claim json-is-json env LC_ALL=C awk -f "$root/tests/system/json.awk" out

# --- every answer is a scenario that does what it says ---
# Columns by name, from a table of simple cells.
cell() { # cell FILE KEY COLUMN: of the line whose first cell is KEY
    sed '1s/^\xEF\xBB\xBF//' "$1" | awk -F, -v key="$2" -v want="$3" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == want) at = i; next }
        $1 == key { gsub(/"[^"]*"/, "x"); n = split($0, part, ","); print part[at] }'
}
met_by() { # met_by FILE ID REACHED: the scenario meets the target with just that number
    rm -rf again
    exits 0 run "$1" -o again --no-charts || return 1
    [ "$(cell again/targets.csv "$2" verdict)" = met ] || { echo "# $1: $2 is not met"; return 1; }
    [ "$(cell again/targets.csv "$2" reached)" = "$3" ] || { echo "# $1: $2 $(cell again/targets.csv "$2" reached), not $3"; return 1; }
}
for place in rongcheng shandong; do
    claim "writes-$place" exits 0 reach "$root/scenarios/$place/plan-2020.cfg" -o "out-$place"
    tail -n +2 "out-$place/reach.csv" | cut -d, -f1 | while read -r id; do
        [ "$(cell "out-$place/reach.csv" "$id" verdict)" = reachable ] || continue
        claim "again-$id" met_by "out-$place/$id.cfg" "$id" "$(cell "out-$place/reach.csv" "$id" reached)"
        claim "together-$id" met_by "out-$place/all.cfg" "$id" "$(rm -rf all; vetsim run "out-$place/all.cfg" -o all --no-charts; cell all/targets.csv "$id" reached)"
        claim "clean-$id" exits 0 check "out-$place/$id.cfg"
    done >claims
    cat claims
    if grep -q '^not ok' claims; then failed=1; fi
    claim "answers-$place" grep -q '^ok again-' claims
done
# Nothing left of the search for one that was told to write where it cannot.
claim cannot-write exits 1 reach "$shandong" -o /proc/nowhere
claim changes-are-carried exits 0 reach "$plan" --target $target --set faculty.quit_rate=0.02 -o changed
claim changes-are-written says changed/$target.cfg 'quit_rate'
claim extends-the-plan says changed/$target.cfg 'extends = "'
cp changed/$target.cfg answer.cfg
claim not-over-its-own-plan exits 2 reach changed/$target.cfg -o changed
claim names-what-it-reads says err "changed/$target.cfg"
claim answer-is-left cmp answer.cfg changed/$target.cfg

# --- as a result file ---
claim database exits 0 reach "$shandong" -o reach.db
claim database-tables exits 0 export reach.db reach_step
claim database-steps test "$(wc -l <out)" -ge 3
claim database-of-another-plan exits 1 reach "$plan" -o reach.db

# --- probability: what it says is what an ensemble of the answer says ---
claim probable exits 0 reach "$plan" --target $target --probability 0.8 -n 64 -o probable
share=$(cell probable/reach.csv $target probability)
vetsim ensemble probable/$target.cfg -n 64 --json
claim probability-again grep -q "\"id\": \"$target\"" out
found=$(grep -A30 "\"id\": \"$target\"" out | sed -n 's/.*"probability": \([0-9.e-]*\).*/\1/p' | head -n 1)
claim probability-the-same test "$found" = "$share"
claim probability-enough awk -v p="$share" 'BEGIN { exit !(p >= 0.8) }'

finish
