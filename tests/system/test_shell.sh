#!/bin/sh
# Completion and manual page: made from the tables of commands and options, so every one must be in them.
. "$(dirname "$0")/lib.sh"

"$VETSIM" --help >help
commands=$(sed -n 's/^  \([a-z]\{1,\}\) \{2,\}.*/\1/p' help)
claim several-commands test "$(echo "$commands" | wc -l)" -ge 11
options_of() { "$VETSIM" "$1" --help | sed -n 's/^  .*\(--[a-z-]*\).*/\1/p'; }

# --- manual page ---
for language in en zh; do
    claim "man-$language" exits 0 man --lang $language
    mv out man-$language
    every_command_in_man() {
        for name in $commands; do grep -qF ".SS \"vetsim $name " man-$language || { echo "# no $name"; return 1; }; done
    }
    claim "man-$language-every-command" every_command_in_man
    every_option_in_man() {
        for name in $commands; do
            for option in $(options_of $name); do
                grep -qF "\\fB\\-\\-$(echo "${option#--}" | sed 's/-/\\-/g')\\fR" man-$language || { echo "# no $option"; return 1; }
            done
        done
    }
    claim "man-$language-every-option" every_option_in_man
    [ ! -x "$(command -v groff)" ] || [ ! -d /usr/share/groff/current/tmac ] || {
        groff -man -ww -Tutf8 -K utf8 man-$language >page 2>warnings
        claim "man-$language-no-warnings" silent warnings
        claim "man-$language-readable" says page 'vetsim'
    }
done
claim man-chinese grep -q '职业教育' man-zh
claim man-one-argument-too-many exits 2 man run

# --- completion: the candidates that bash would show for the words typed so far, the last one unfinished ---
claim completion-bash exits 0 completion bash
mv out completion
claim completion-parses bash -n completion
complete() {
    bash -c '. ./completion; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _vetsim; printf "%s\n" "${COMPREPLY[@]}"' vetsim "$@" >candidates 2>&1
}
offers() { # offers CANDIDATE WORDS…: it is among the candidates
    wanted=$1
    shift
    complete "$@"
    grep -qxF -- "$wanted" candidates || { echo "# $*: no $wanted in $(head -c 300 candidates)"; return 1; }
}
offers_only() {
    wanted=$1
    shift
    complete "$@"
    [ "$(cat candidates)" = "$wanted" ] || { echo "# $*: $(head -c 300 candidates)"; return 1; }
}
mkdir -p plans 'a folder'
touch one.cfg two.cfg notes.txt studies.db 'with space.cfg' plans/deep.cfg
every_command_offered() { complete vetsim ''; for name in $commands; do grep -qx "$name" candidates || { echo "# no $name"; return 1; }; done; }
claim every-command every_command_offered
every_option_offered() {
    for name in $commands; do
        complete vetsim $name --
        for option in $(options_of $name); do grep -qxF -- "$option" candidates || { echo "# $name: no $option"; return 1; }; done
    done
}
claim every-option every_option_offered
claim begun-command offers_only ensemble vetsim ens
claim hidden-commands-are-not-offered not offers man vetsim ''
claim method offers discover vetsim sensitivity one.cfg --method ''
claim begun-method offers_only 'prcc' vetsim sensitivity one.cfg --method pr
claim value-after-equals offers_only svg vetsim plot one.cfg --format = s
claim format-of-tables offers_only xlsx vetsim tables one.cfg --format x
claim table offers training vetsim tables one.cfg --table ''
claim size offers thumbnail vetsim plot one.cfg --size ''
claim value-after-bare-equals offers zh vetsim run one.cfg --lang =
claim chart offers dual-qualified vetsim plot one.cfg --chart dual
claim parameter offers_only 'faculty.quit_rate=' vetsim run one.cfg --set faculty.quit
claim indicator offers faculty.dual_share vetsim sweep one.cfg --indicator faculty.dual_s
claim number-offers-nothing offers_only '' vetsim ensemble one.cfg -n ''
claim scenario offers one.cfg vetsim run ''
claim scenario-with-a-space offers 'with space.cfg' vetsim run w
claim scenario-not-another-file not offers notes.txt vetsim run ''
claim folder-on-the-way offers plans vetsim run ''
claim deeper offers_only plans/deep.cfg vetsim run plans/
claim result-file offers_only studies.db vetsim export stu
claim kind-of-list offers indicators vetsim list ind
claim after-an-option offers one.cfg vetsim run --json ''
claim output offers notes.txt vetsim run one.cfg -o ''
claim nothing-there offers_only '' vetsim run nosuch
claim completion-zsh exits 0 completion zsh
claim completion-zsh-first-line test "$(head -n 1 out)" = '#compdef vetsim'
zsh_every_command() { for name in $commands; do grep -q "^ *'$name:" out && grep -q "^ *$name)$" out || { echo "# no $name"; return 1; }; done; }
claim completion-zsh-every-command zsh_every_command
[ ! -x "$(command -v zsh)" ] || claim completion-zsh-parses zsh -n out
claim completion-of-nothing exits 2 completion
claim completion-of-another-shell exits 2 completion fish
finish
