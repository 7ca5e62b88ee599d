#!/bin/sh
# vetsim tasks: the responsibility list of the shipped plans, and what a delay costs, against numbers worked out by hand.
. "$(dirname "$0")/lib.sh"
written=$root/scenarios/chiping/as-written.cfg
small=$root/tests/bad/base/plan.cfg

# --- the lists have as many tasks as the plans' annexes ---
for plan in chiping/as-written:41 jining/plan-2020:40 shandong/plan-2020:45 rongcheng/plan-2020:36; do
    claim "tasks-${plan%:*}" exits 0 tasks "$root/scenarios/${plan%:*}.cfg"
    claim "tasks-count-${plan%:*}" says out "${plan#*:} tasks; "
    claim "tasks-quiet-${plan%:*}" silent err
done
claim tasks-inherited exits 0 tasks "$root/scenarios/jining/more-hires.cfg"
claim tasks-inherited-count says out '40 tasks; '

# A target is carried where its department column follows the task list: as many as have a department from it, so none is lost.
vetsim tasks "$root/scenarios/jining/plan-2020.cfg" -o jining.csv --lang zh
claim tasks-csv-is-there test -s jining.csv
claim tasks-csv-one-line-each-target test "$(grep -o ',jining20_[a-z0-9_]*,' jining.csv | sort -u | wc -l)" -eq 60
uncarried() { grep -c '^,,,,,,,jining20_' jining.csv; }
claim tasks-targets-without-task test "$(uncarried)" -eq 13
for id in jining20_luban_workshops jining20_wireless_coverage jining20_tech_rd_centres jining20_rule_internship_posts; do
    claim "tasks-nobody-$id" grep -q "^,,,,,,,$id," jining.csv
done
claim tasks-chinese says out '牵头：市教育局'

# --- a delay by hand: phase 1 of Chiping is built from 2020.5 in 2.15 years. Begun in 2021.5, 1.5 of 2.15 years are done at the end of
# 2022: 69.8 % and 83,000 x 1.5 / 2.15 = 57,907 of its money. The site, handed over in 2021, is there by 2022.
claim delay-runs exits 0 tasks "$written" --delay 5=1
claim delay-says-what-moves says out 'project.phase1.start.shift=1'
claim delay-three-fall says out 'Targets with another verdict: 3, of them worse: 3'
claim delay-progress grep -q 'Phase 1 holds 6,000 students .* 2022 .*met 100.0% .*missed 69.8%' out
claim delay-money grep -q 'met 83,000 .*missed 57,907' out
claim delay-not-the-site not grep -q 'mu' out
claim delay-by-id exits 0 tasks "$written" --delay task05=1
claim delay-by-id-same says out '57,907'
claim delay-earlier exits 0 tasks "$written" --delay 5=-1
claim delay-of-nothing exits 0 tasks "$written" --delay 1=1
claim delay-of-nothing-says-so says out 'carries nothing in the model'
claim delay-each exits 0 tasks "$written" --delay 1
claim delay-each-has-the-campus grep -q '^ *5  .* 3 ' out
claim delay-keeps-sets exits 0 tasks "$written" --delay 5=1 --set project.phase1.duration=1
claim delay-keeps-sets-says says out 'Targets with another verdict: 1,' # the school is built in time; its provincial status is not

# --- explain ---
claim explain-task exits 0 explain "$written" task05 --lang zh
claim explain-task-quote says out '进一步融合地方资源'
claim explain-task-moves says out 'project.phase1.start'
claim explain-task-target says out '一期占地300亩'
claim explain-target-names-its-task exits 0 explain "$written" chiping20_phase1_land
claim explain-target-task says out '5 Build a high-standard school'

# --- JSON ---
one_document() { LC_ALL=C awk -f "$root/tests/system/json.awk" "$1"; }
vetsim tasks "$written" --json
claim tasks-json-is-one-document one_document out
claim tasks-json-no-delay says out '"delay": null'
vetsim tasks "$written" --json --delay 5=1 -o delay.csv
claim tasks-json-delay-is-one-document one_document out
claim tasks-json-delay says out '"project.phase1.start.shift=1"'
claim tasks-csv-delayed grep -q '^5,task05,.*chiping20_phase1_capacity,.*,met,1,missed,0.697' delay.csv

# --- what a hurried person gets wrong ---
wrong() { # CODE MESSAGE ARGUMENTS…
    wanted=$1 message=$2
    shift 2
    exits "$wanted" tasks "$@" && says err "$message" && silent out
}
claim tasks-no-scenario wrong 2 'needs a scenario'
claim tasks-two-scenarios wrong 2 'one too many' "$written" "$small"
claim tasks-missing-file wrong 3 'No such file' absent.cfg
claim tasks-no-list wrong 3 'has no task list' "$small"
claim tasks-unknown-task wrong 2 'did you mean task05' "$written" --delay task5=1
claim tasks-unknown-number wrong 2 'numbered 1 to 41' "$written" --delay 99=1
claim tasks-no-years wrong 2 'TASK=YEARS' "$written" --delay 5=
claim tasks-half-a-year wrong 2 'whole years' "$written" --delay 5=0.5
claim tasks-zero-years wrong 2 'not 0' "$written" --delay 5=0
claim tasks-too-many-years wrong 2 '-20 to 20' "$written" --delay 5=21
claim tasks-empty-delay wrong 2 'TASK=YEARS' "$written" --delay ''
claim tasks-each-as-json wrong 2 'need one task' "$written" --delay 1 --json
claim tasks-output-in-missing-folder exits 1 tasks "$written" -o absent/x.csv
cp "$written" kept.csv
claim tasks-not-over-a-scenario wrong 2 'ends in .csv' kept.csv -o kept.cfg
claim tasks-not-over-what-it-reads exits 1 tasks kept.csv -o kept.csv
claim tasks-says-it-is-read says err 'this command reads it'
claim tasks-kept cmp kept.csv "$written"
claim delay-is-no-option-of-run exits 2 run "$written" --delay 5=1

finish
