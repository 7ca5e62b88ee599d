#!/bin/sh
# The READMEs tell the truth: every command line in them works, every command is in their tables, links lead somewhere,
# and what one language tells the other tells too.
. "$(dirname "$0")/lib.sh"
mkdir bin
ln -s "$VETSIM" bin/vetsim
PATH=$work/bin:$PATH
ln -s "$root/scenarios" scenarios
commands=$("$VETSIM" --help | sed -n 's/^  \([a-z]\{1,\}\) \{2,\}.*/\1/p')

# The command lines of a README, quicker: fewer replicates, no charts.
lines_of() {
    sed -n '/^```sh/,/^```/s/^\(vetsim .*\)/\1/p' "$1" | sed 's/ -n [0-9]*/ -n 64/; s/ --charts [a-z]*//; s/ -o out / --strict /'
}
for readme in README.md README.zh.md; do
    file=$root/$readme
    lines_of "$file" >lines
    claim "$readme-has-command-lines" test "$(wc -l <lines)" -ge 12
    every_line_works() {
        while read -r line; do
            line_code=0
            sh -c "$line" >out 2>err </dev/null || line_code=$?
            [ "$line_code" -eq 0 ] || [ "$line_code" -eq 4 ] || { echo "# exit code $line_code: $line"; head -n 3 err; return 1; }
        done <lines
    }
    claim "$readme-every-command-line" every_line_works
    every_command() { for name in $commands; do grep -q "^| \`$name\` |" "$file" || { echo "# no $name in the table"; return 1; }; done; }
    claim "$readme-every-command" every_command
    every_link() {
        for link in $(grep -o '](\([^)#]*\)' "$file" | cut -c3- | grep -v '^http'); do [ -e "$root/$link" ] || { echo "# no $link"; return 1; }; done
    }
    claim "$readme-every-link" every_link
    rm -f plans.db
done
bare() { lines_of "$1" | sed 's/ *#.*//; s/ --lang zh//; s/某县方案\|my-plan/PLAN/g; s/某县\|"Some County"/PLACE/g'; }
bare "$root/README.md" >english
bare "$root/README.zh.md" >chinese
claim both-tell-the-same diff english chinese
claim test-command grep -qx 'sh .ci/install && make check' "$root/README.zh.md"
finish
