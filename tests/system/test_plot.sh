#!/bin/sh
# The charts: every one is drawn, in every format and both languages, and shows something.
. "$(dirname "$0")/lib.sh"
charts='enrolment intake pipeline faculty faculty-flow dual-qualified funding funding-sources funding-uses debt-cash training initiatives targets'

if ! command -v gnuplot >/dev/null; then
    claim gnuplot-is-installed false
    finish
fi

# --- what an empty page weighs ---
empty() { printf 'set terminal %s size %s\nset output "%s"\nset multiplot\nunset multiplot\n' "$1" "$2" "$3" | gnuplot -d 2>/dev/null; }
empty pngcairo 2560,1440 empty.png
empty pdfcairo 13in,7.5in empty.pdf
size() { wc -c <"$1"; }

drawn() { # drawn FILE
    case $1 in
    *.png)
        [ "$(head -c 8 "$1" | od -An -tx1 | tr -d ' ')" = 89504e470d0a1a0a ] && tail -c 12 "$1" | grep -q IEND || { echo "# $1 is no whole PNG"; return 1; }
        ;;
    *.svg)
        tail -n 3 "$1" | grep -q '</svg>' || { echo "# $1 is no whole SVG"; return 1; }
        [ "$(grep -c '<text' "$1")" -ge 5 ] || { echo "# $1 has hardly any text"; return 1; }
        grep -qi '"nan\|nan,' "$1" && { echo "# $1 draws a NaN"; return 1; }
        [ "$(grep -c '<rect\|<poly\|<circle' "$1")" -ge 8 ] || { echo "# $1 has hardly any shape"; return 1; }
        return 0
        ;;
    *.pdf)
        [ "$(head -c 5 "$1")" = '%PDF-' ] && tail -c 10 "$1" | grep -q '%%EOF' || { echo "# $1 is no whole PDF"; return 1; }
        ;;
    esac
    [ "$(size "$1")" -gt $((2 * $(size "empty.${1##*.}") + 8000)) ] || { echo "# $1: $(size "$1") bytes, an empty page has $(size "empty.${1##*.}")"; return 1; }
    [ "$(tail -c 12000 "$1" | od -An -v -tx1 -w1 | sort -u | wc -l)" -ge 60 ] || { echo "# $1 has few different bytes"; return 1; }
}

for plan in chiping/plan-2020 jining/plan-2020 chiping/as-written jining/integration-2026; do
    formats='png svg pdf' here=$charts
    case $plan in
    jining/plan*) formats='svg pdf' ;;
    *as-written) formats=svg ;;
    *integration*) formats=svg here=${charts% initiatives*}' targets' ;; # it promises no initiatives
    esac
    case $plan in chiping/*) here="$charts industry" ;; esac # the only one that names industries
    for format in $formats; do
        for language in zh en; do
            [ $format$language = pngen ] && continue # the slowest: drawn once
            folder=$language-$format-$(echo $plan | tr / -)
            claim "plot-$plan-$format-$language" exits 0 plot "$root/scenarios/$plan.cfg" --format $format --lang $language -o "$folder"
            claim "plot-$plan-$format-$language-is-quiet" silent err
            claim "plot-$plan-$format-$language-these-charts" test "$(ls -A "$folder" | grep -cv '^targets-\|^initiatives-')" -eq "$(echo $here | wc -w)"
            for chart in $here; do
                claim "drawn-$plan-$chart-$format-$language" drawn "$folder/$chart.$format"
                claim "named-$plan-$chart-$format-$language" says out "$folder/$chart.$format"
            done
        done
    done
done
vetsim plot "$root/scenarios/jining/integration-2026.cfg" --chart initiatives -o nothing
claim plot-empty-chart-says-why says err 'no target is on an initiative'
claim plot-empty-chart-draws-nothing test -z "$(ls -A nothing 2>/dev/null)"
for chart in $charts; do
    claim "languages-differ-$chart" not cmp -s zh-svg-jining-plan-2020/$chart.svg en-svg-jining-plan-2020/$chart.svg
    claim "plans-differ-$chart" not cmp -s zh-svg-jining-plan-2020/$chart.svg zh-svg-chiping-plan-2020/$chart.svg
done
chinese() { LC_ALL=C grep '<text' "$1" | LC_ALL=C grep -q "$(printf '[\344-\351]')" || grep -q '学' "$1"; }
for chart in $charts; do
    claim "chinese-letters-$chart" chinese zh-svg-jining-plan-2020/$chart.svg
done
claim english-title grep -q 'Enrolment against places' en-svg-jining-plan-2020/enrolment.svg
claim chinese-title grep -q '在校生与学位' zh-svg-jining-plan-2020/enrolment.svg

# --- sizes ---
wide() { head -c 20 "$1" | tail -c 4 | od -An -tu1 | awk '{ print $1 * 16777216 + $2 * 65536 + $3 * 256 + $4 }'; }
for size in slide:2560 page:1586 thumbnail:640; do
    claim "size-${size%:*}" exits 0 plot "$root/scenarios/chiping/plan-2020.cfg" --chart targets --size ${size%:*} -o "size-${size%:*}"
    claim "size-${size%:*}-pixels" test "$(wide "size-${size%:*}/targets.png")" -eq ${size#*:}
done
claim size-of-thumbnails-is-one-page test "$(ls -A size-thumbnail)" = targets.png
claim size-unknown exits 2 plot "$root/scenarios/chiping/plan-2020.cfg" --size poster -o none
claim size-unknown-says-which says err 'slide, page or thumbnail'
claim size-needs-a-folder exits 2 run "$root/scenarios/chiping/plan-2020.cfg" --size page
for study in ensemble backtest sensitivity reach 'sweep KEY=0..1/2'; do
    command=${study%% *}
    claim "$command-size-needs-charts" exits 2 $command "$root/scenarios/chiping/plan-2020.cfg" ${study#"$command"} --size page
    claim "$command-size-says-what-it-needs" says err '--format and --size need --charts DIR'
    claim "$command-format-needs-charts" exits 2 $command "$root/scenarios/chiping/plan-2020.cfg" ${study#"$command"} --format svg
done

# --- 161 targets: an overview, and a page for each area ---
claim board-has-a-page-for-each-area test "$(ls -A zh-png-chiping-plan-2020 | grep -c '^targets-')" -ge 6
claim board-of-few-targets-is-one-page test "$(ls -A zh-svg-jining-integration-2026 | grep -c '^targets')" -eq 1
claim board-counts-all grep -q '达标 112<' zh-svg-chiping-plan-2020/targets.svg

# --- SVG that can stand in a web page beside others ---
alone() { ! grep -q ' id=\|href\|url(\|<style\|<script\|<?xml' "$1" && [ "$(grep -o 'http[^"]*' "$1" | sort -u)" = http://www.w3.org/2000/svg ]; }
for chart in $charts; do
    claim "svg-refers-to-nothing-$chart" alone zh-svg-jining-plan-2020/$chart.svg
done
claim svg-says-what-it-shows grep -q '^<title>Enrolment against places: ' en-svg-jining-plan-2020/enrolment.svg
claim svg-says-from-what grep -q '^<desc>.*scenario jining/plan-2020.*digest [0-9a-f]\{12\}.*vetsim ' en-svg-jining-plan-2020/enrolment.svg
claim svg-names-other-fonts grep -q 'Microsoft YaHei.*sans-serif' zh-svg-jining-plan-2020/enrolment.svg

# --- the same bytes twice, one chart alone, several plans ---
vetsim plot "$root/scenarios/jining/plan-2020.cfg" --format svg --lang zh -o again
same() { for chart in $charts; do cmp "again/$chart.svg" "zh-svg-jining-plan-2020/$chart.svg" || return 1; done; }
claim plot-same-bytes-twice same
claim plot-one-chart exits 0 plot "$root/scenarios/jining/plan-2020.cfg" --chart intake -o single
claim plot-one-chart-only test "$(ls -A single)" = intake.png
claim plot-two-plans exits 0 plot "$root/scenarios/jining/plan-2020.cfg" "$root/scenarios/chiping/plan-2020.cfg" --chart targets -o both
claim plot-two-plans-two-folders test "$(ls -A both | tr '\n' ' ')" = 'chiping-plan-2020 jining-plan-2020 '
claim plot-every-scenario exits 0 plot "$root"/scenarios/*/*.cfg -o every --format svg
claim plot-every-scenario-has-a-folder test "$(ls every | wc -l)" -eq "$(ls "$root"/scenarios/*/*.cfg | wc -l)"
claim plot-smallest-plan exits 0 plot "$root/tests/bad/base/plan.cfg" -o smallest
claim plot-unknown-chart exits 2 plot "$root/scenarios/jining/plan-2020.cfg" --chart enrolmen -o none
claim plot-unknown-chart-suggests says err 'did you mean "enrolment"'
claim plot-unknown-format exits 2 plot "$root/scenarios/jining/plan-2020.cfg" --format gif -o none
claim plot-bad-scenario exits 3 plot "$root/tests/bad/unknown-top.cfg" -o none
claim plot-bad-scenario-writes-nothing test ! -e none
claim run-with-charts exits 0 run "$root/scenarios/chiping/plan-2020.cfg" -o with --format svg
claim run-with-charts-drawn test -s with/targets.svg -a -s with/targets.csv

# --- gnuplot missing, failing, killed ---
mkdir bin
PATH_BEFORE=$PATH
without() { # without gnuplot, or with the stand-in in ./bin
    PATH=$work/bin
    "$VETSIM" "$@" >out 2>err </dev/null
    code=$?
    PATH=$PATH_BEFORE
}
without run "$root/scenarios/jining/plan-2020.cfg" -o missing
claim gnuplot-missing-exits-1 test $code -eq 1
claim gnuplot-missing-is-said says err 'gnuplot not found: install gnuplot'
claim gnuplot-missing-csv-there test -s missing/trajectories.csv -a -s missing/targets.csv -a -s missing/resolved.cfg
claim gnuplot-missing-nothing-else test "$(ls -A missing | wc -l)" -eq 3
claim gnuplot-missing-page-is-there says out 'TARGETS'
without plot "$root/scenarios/jining/plan-2020.cfg" -o missing2
claim gnuplot-missing-plot-exits-1 test $code -eq 1
claim gnuplot-missing-plot-is-said says err 'gnuplot not found: install gnuplot'
for way in 'exit 3' 'kill -9 $$' 'cat >/dev/null; echo "line 7: undefined variable" >&2; exit 1' 'read -r x; exit 0' 'cat >/dev/null; exit 0'; do
    printf '#!/bin/sh\nPATH=%s\n%s\n' "$PATH" "$way" >bin/gnuplot
    chmod +x bin/gnuplot
    rm -rf failing
    without run "$root/scenarios/jining/plan-2020.cfg" -o failing
    claim "gnuplot-failing-exits-1: $way" test $code -eq 1
    claim "gnuplot-failing-is-said: $way" says err gnuplot
    claim "gnuplot-failing-csv-there: $way" test -s failing/trajectories.csv -a -s failing/targets.csv
    claim "gnuplot-failing-leaves-no-half-chart: $way" test "$(ls -A failing | wc -l)" -eq 3
done
printf 'not a program' >bin/gnuplot
without plot "$root/scenarios/jining/plan-2020.cfg" -o failing2
claim gnuplot-not-a-program-exits-1 test $code -eq 1
rm bin/gnuplot
# Nobody's own settings change a chart.
printf 'set terminal dumb\nset title "from the home folder"\n' >.gnuplot
env HOME="$work" GNUTERM=dumb "$VETSIM" plot "$root/scenarios/jining/plan-2020.cfg" --format svg --lang zh -o home --chart intake >out 2>err
vetsim plot "$root/scenarios/jining/plan-2020.cfg" --format svg --lang zh -o nobody --chart intake
claim own-gnuplot-settings-change-nothing cmp home/intake.svg nobody/intake.svg

# --- odd folders ---
odd="a b'c\"d;\$(touch PWNED)\`touch PWNED\`"
claim odd-folder exits 0 plot "$root/scenarios/chiping/as-written.cfg" --chart intake -o "$odd"
claim odd-folder-drawn test -s "$odd/intake.png"
claim odd-folder-runs-nothing test ! -e PWNED -a ! -e "$odd/PWNED"
claim folder-with-a-dash exits 0 plot "$root/scenarios/chiping/as-written.cfg" --chart intake --output=-dash
claim folder-with-a-dash-drawn test -s ./-dash/intake.png

# However the program ends, nothing half drawn is left.
"$VETSIM" run "$root/scenarios/jining/plan-2020.cfg" -o killed >/dev/null 2>&1 &
drawing=$!
sleep 0.6
kill -KILL $drawing 2>/dev/null
wait $drawing 2>/dev/null
claim kill-leaves-nothing-half test -z "$(find killed -name '.*' -type f 2>/dev/null)"

# Being stopped while charts are drawn leaves no half file behind. (A background job ignores INT; TERM is
# handled alike. Only one: a second one, later, ends the program at once.)
"$VETSIM" run "$root/scenarios/jining/plan-2020.cfg" -o stopped >/dev/null 2>&1 &
drawing=$!
sleep 0.4
kill -TERM $drawing 2>/dev/null
wait $drawing
claim ctrl-c-leaves-nothing-half test -z "$(find stopped -name '.*.part*' -o -name '.*.tmp' 2>/dev/null)"
finish
