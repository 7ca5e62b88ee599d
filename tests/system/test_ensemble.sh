#!/bin/sh
# vetsim ensemble and its result file: the page, bad input, kill -9, Ctrl-C, two processes, a full disk, the documented queries.
. "$(dirname "$0")/lib.sh"
jining=$root/scenarios/jining/plan-2020.cfg
hires=$root/scenarios/jining/more-hires.cfg
mounted=
clean() { [ -z "$mounted" ] || umount "$mounted"; cd /; rm -rf "$work"; }

cat >small.cfg <<'END'
label = { zh = "小县"; en = "Small"; }; first_year = 2020; last_year = 2024;
population: { junior_graduates = 1000; vocational_share = 0.5; };
sector: { sve: { label = { zh = "中职"; en = "SVE"; }; level = "secondary"; length = 3; enrolment: { base_students = 900; }; }; };
target: {
  intake: { label = { zh = "招生"; en = "intake of 450"; }; area = "enrolment"; indicator = "enrolment.intake"; comparator = ">="; value = 450; due = 2022; kind = "level"; strength = "binding"; document = "d"; section = "s"; quote = "q"; };
  never: { label = { zh = "不能"; en = "never met"; }; area = "enrolment"; indicator = "enrolment.intake"; comparator = ">="; value = 4500; due = 2022; kind = "level"; strength = "binding"; document = "d"; section = "s"; quote = "q"; };
};
uncertain: {
  cohort: { label = { zh = "初中毕业生"; en = "Cohort"; }; parameter = "population.junior_graduates"; form = "scale"; distribution = "uniform"; low = 0.8; high = 1.2; assumption = "x"; };
  dropout: { label = { zh = "流失"; en = "Dropout"; }; parameter = "enrolment.dropout_1"; form = "value"; distribution = "triangular"; low = 0.01; mode = 0.02; high = 0.1; assumption = "x"; };
};
END
printf 'extends = "small.cfg";\nlabel = { zh = "多"; en = "More"; };\npopulation: { vocational_share = 0.55; };\n' >more.cfg

# The content of a result file, for comparing two of them.
content() {
    rm -rf "$2"
    "$VETSIM" export "$1" -o "$2" >/dev/null
    if command -v sqlite3 >/dev/null; then sqlite3 "$1" .dump >"$2/dump"; fi
}
same_content() {
    content "$1" one && content "$2" two && diff -rq one two
}
state_is() { "$VETSIM" export "$1" study | cut -d, -f 1-2 | tail -n 1 | grep -q "ensemble,$2"; }

# --- the page and the numbers ---
claim page exits 0 ensemble small.cfg -n 1024 --seed 1
claim page-quiet silent err
claim page-probability grep -q '^ *75\.0% ± 1\.4  intake of 450' out # U(0.8, 1.2) x 500 >= 450: exactly 3/4 on a net
claim page-risky-first sh -c 'grep -n "never met\|intake of 450" out | head -n 1 | grep -q never'
claim page-joint says out 'All 2 evaluated targets together: 0%'
claim page-clean no_escapes out
narrow() { awk -v most=100 'length($0) > most { bad = 1 } END { exit bad }' out; }
claim page-width narrow
claim page-chinese exits 0 ensemble small.cfg -n 256 --lang zh
claim page-chinese-words grep -q '概率' out
claim page-chinese-complete not grep -q '[A-Za-z]\{4,\} [a-z]\{3,\}' out
claim two-plans exits 0 ensemble small.cfg more.cfg -n 1024
# share 0.55: P(U >= 450/550) = (1.2 - 0.81818)/0.4 = 95.5 %; paired error sqrt(d(1-d)/n), d = 20.5 %
claim two-plans-difference grep -q 'intake of 450 .*75\.0%  *95\.[45]%  *+20\.[45] ± 1\.3' out
claim json exits 0 ensemble small.cfg -n 256 --json
claim json-probability grep -q '"probability": 0.75' out
claim shipped exits 0 ensemble "$jining" -n 64 --seed 3
claim shipped-limits says out 'WHAT SET THE LIMIT'

# --- bad input: a message, nothing written ---
refused() { code_wanted=$1 fragment=$2; shift 2; exits "$code_wanted" "$@" && says err "$fragment" && silent out && [ ! -e bad.db ]; }
claim sobol-powers refused 2 'for example 512 or 1024' ensemble small.cfg -n 1000 --sampler sobol -o bad.db
claim runs-zero refused 2 'from 1 to' ensemble small.cfg -n 0 -o bad.db
claim runs-negative refused 2 'from 1 to' ensemble small.cfg -n -5 -o bad.db
claim runs-huge refused 2 'from 1 to' ensemble small.cfg -n 99999999999999999999 -o bad.db
claim sampler-unknown refused 2 'random, latin or sobol' ensemble small.cfg --sampler halton -o bad.db
claim threads-nonsense refused 2 'from 1 to' ensemble small.cfg -j many -o bad.db
claim seed-nonsense refused 2 '--seed' ensemble small.cfg --seed 1.5 -o bad.db
sed '/^uncertain/,$d' small.cfg >certain.cfg
claim nothing-uncertain refused 3 'nothing is uncertain' ensemble certain.cfg -o bad.db
claim no-such-folder refused 1 'No such file' ensemble small.cfg -n 64 -o missing/x.db
claim keep-runs-needs-file refused 2 'needs -o' ensemble small.cfg --keep-runs
mkdir folder.db
claim folder-as-file refused 1 'folder.db' ensemble small.cfg -n 64 -o folder.db
kept() { cp "$1" before && exits 1 ensemble small.cfg -n 64 --seed "${3:-1}" -o "$1" && says err "$2" && cmp -s before "$1"; }
echo 'not a database, but a text that somebody needs' >text.db
claim not-a-database kept text.db 'not a result file'
vetsim ensemble small.cfg -n 64 -o seed.db
claim other-seed kept seed.db 'the seed is 1 there and 2 here' 2
claim other-scenario sh -c 'cp seed.db before; "$1" ensemble more.cfg -n 64 -o seed.db 2>err; [ $? -eq 1 ] && grep -q "another study" err && cmp -s before seed.db' - "$VETSIM"
if command -v sqlite3 >/dev/null; then
    cp seed.db newer.db && sqlite3 newer.db 'PRAGMA user_version = 1000'
    claim newer-version kept newer.db 'this vetsim is older'
    # killed before its first transaction ended: nothing was kept, so the study starts anew
    sqlite3 half.db 'PRAGMA auto_vacuum = INCREMENTAL; CREATE TABLE t (x); DROP TABLE t'
    claim killed-at-once test -s half.db
    claim killed-at-once-starts-anew exits 0 ensemble small.cfg -n 64 -o half.db
    sqlite3 foreign.db 'CREATE TABLE t (x)'
    claim foreign-database kept foreign.db 'not made by vetsim'
fi
claim complete-again exits 0 ensemble small.cfg -n 64 -o seed.db
vetsim ensemble small.cfg -n 64
grep -v '^Results are\|^$' out >without
vetsim ensemble small.cfg -n 64 -o seed.db
grep -v '^Results are\|^$' out >with
claim complete-same-page cmp without with

# --- the same content whatever the threads, and after kill -9 and Ctrl-C ---
vetsim ensemble small.cfg more.cfg -n 512 -j 1 --keep-runs -o threads1.db
vetsim ensemble small.cfg more.cfg -n 512 -j 2 --keep-runs -o threads2.db
claim threads-same-content same_content threads1.db threads2.db
runs=60000
vetsim ensemble small.cfg -n $runs --seed 5 -j 1 -o whole.db
# kill -9 at moments spread over the run; each time what the last transaction left is readable
for wait in 0.1 0.6 0.8; do
    timeout -s KILL $wait "$VETSIM" ensemble small.cfg -n $runs --seed 5 -j 1 -o killed.db >/dev/null 2>&1
    claim "killed-after-$wait-readable" sh -c '[ ! -s killed.db ] || "$1" export killed.db study >/dev/null 2>err || grep -q "nothing was kept" err' - "$VETSIM"
done
timeout -s INT 0.3 "$VETSIM" ensemble small.cfg -n $runs --seed 5 -j 1 -o killed.db >/dev/null 2>&1
claim resumed exits 0 ensemble small.cfg -n $runs --seed 5 -j 2 -o killed.db
claim resumed-same-content same_content whole.db killed.db
# stop: starts a long study, ends it with SIGTERM once it has begun.
stop() {
    "$VETSIM" ensemble small.cfg -n 20000000 -j 1 --keep-runs -o stopped.db >out 2>err &
    pid=$!
    until [ -s stopped.db ] || ! kill -0 $pid; do sleep 0.05; done
    sleep 0.6
    kill -TERM $pid
    code=0
    wait $pid || code=$?
}
stop
claim stopped-code test $code -eq 1
claim stopped-says-how says err 'the same command goes on from there'
claim stopped-is-partial state_is stopped.db partial
stop
claim stopped-again says err 'the same command goes on from there'
kept_runs() { [ "$("$VETSIM" export stopped.db run | wc -l)" -eq "$(($("$VETSIM" export stopped.db study | tail -n 1 | cut -d, -f 9) + 1))" ]; }
claim stopped-keeps-each-run-once kept_runs
timeout -s TERM --preserve-status 1 "$VETSIM" ensemble small.cfg -n 20000000 -j 1 >out 2>err
claim stopped-without-file says err 'nothing is kept'

# --- two processes on one file ---
"$VETSIM" ensemble small.cfg -n 20000000 -j 1 -o shared.db >/dev/null 2>&1 &
first=$!
sleep 0.3
claim second-process refused 1 'another vetsim is working on this file' ensemble small.cfg -n 20000000 -o shared.db
claim read-while-written exits 0 export shared.db study
kill -TERM $first
wait $first
claim first-process-stopped test $? -eq 1
claim first-process-kept state_is shared.db partial

# --- a full disk: an error, and what was there stays readable ---
mkdir disk
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=2m none disk 2>/dev/null; then
    mounted=$work/disk
    claim disk-full exits 1 ensemble small.cfg -n 65536 -j 1 --keep-runs -o disk/full.db
    claim disk-full-says says err 'the disk is full'
    claim disk-full-readable state_is disk/full.db partial
    umount disk && mounted=
fi

# --- the queries of docs/results.md, with the sqlite3 shell (tests/unit/test_study_store.c runs them through the library) ---
if command -v sqlite3 >/dev/null; then
    awk '/^```sql/ { n++; on = 1; next } /^```/ { on = 0 } on { print > ("query" n ".sql") }' "$root/docs/results.md"
    claim six-queries test -s query6.sql -a ! -e query7.sql # the sixth is of a sensitivity study: test_sensitivity.sh
    for n in 1 2 3 4 5; do
        claim "query-$n" sh -c 'sqlite3 threads1.db <query$1.sql >rows && { [ -s rows ] || [ $1 -eq 3 ]; }' - $n
    done
    sqlite3 threads1.db <query1.sql >rows
    claim query-1-least-likely grep -q '^never|enrolment|2022|0.0|0.0$' rows
    sqlite3 threads1.db <query5.sql >rows
    claim query-5-both-halves test "$(cut -d '|' -f 2 rows | paste -sd +)" = "$(cut -d '|' -f 2 rows | head -n 1)+$((512 - $(cut -d '|' -f 2 rows | head -n 1)))"
fi

# --- export ---
claim export exits 0 export threads1.db
claim export-files test -s threads1/target.csv -a -s threads1/run_year.csv
claim export-lines test "$(wc -l <threads1/run.csv)" -eq 1025
claim export-unknown-table exits 2 export threads1.db nothing
claim export-names-tables says err 'run_year'
claim export-missing exits 1 export none.db
finish
