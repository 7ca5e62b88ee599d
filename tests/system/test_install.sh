#!/bin/sh
# make install and make deb: what lands where, that it runs from there, and that nothing else is needed from this tree.
. "$(dirname "$0")/lib.sh"
build=$(dirname "$VETSIM")
unset MAKEFLAGS MAKELEVEL MFLAGS
# What is made here goes to the test's own folder; the program is the one under test.
in_tree() { make -s -C "$root" BUILD="${build#"$root"/}" "$@" >made 2>&1 || { tail -n 5 made; return 1; }; }
built=$VETSIM

claim install in_tree install DESTDIR="$work/stage" PREFIX=/opt/vet
place=$work/stage/opt/vet
only_in_prefix() { [ "$(find stage -type f | grep -cv '^stage/opt/vet/')" -eq 0 ] && [ "$(find stage -type f | wc -l)" -gt 30 ]; }
claim only-in-the-prefix only_in_prefix
mv stage/opt/vet moved && place=$work/moved # a prefix may be moved
VETSIM=$place/bin/vetsim
cd "$(mktemp -d "$work/elsewhere.XXXXXX")" || exit 1
claim runs exits 0 --version
claim chinese exits 0 list charts --lang zh
claim chinese-heading says out '名称'
claim lists-its-scenarios exits 0 list scenarios
claim lists-them-all test "$(grep -c '\.cfg' out)" -eq "$(find "$root/scenarios" -name '*.cfg' | wc -l)"
claim runs-one exits 0 run "$place/share/vetsim/scenarios/chiping/as-written.cfg"
claim starts-a-plan exits 0 init plan
claim whole-manual cmp "$place/share/man/man1/vetsim.1" "$build/man/man1/vetsim.1"
claim chinese-manual grep -q '职业教育' "$place/share/man/zh_CN/man1/vetsim.1"
"$built" completion bash --lang en >completion
claim completion-bash cmp completion "$place/share/bash-completion/completions/vetsim"
claim completion-zsh grep -q '^#compdef vetsim' "$place/share/zsh/site-functions/_vetsim"
for file in README.md README.zh.md LICENSE docs/methods.md; do claim "document-$file" cmp "$root/$file" "$place/share/doc/vetsim/$file"; done
every_link() { # pictures and documents that an installed README shows are installed too
    for readme in README.md README.zh.md; do
        for link in $(grep -o '](\([^)#]*\)' "$root/$readme" | cut -c3- | grep -v '^http'); do
            [ -e "$place/share/doc/vetsim/$link" ] || { echo "# $readme: $link is not installed"; return 1; }
        done
    done
}
claim every-link-of-the-readme every_link

[ -x "$(command -v dpkg-shlibdeps)" ] || finish
one_package() { in_tree deb && ls "$build"/vetsim_*.deb >package && [ "$(wc -l <package)" -eq 1 ] && cp "$(cat package)" "$1"; }
claim deb one_package first.deb
sleep 1
claim deb-again one_package second.deb
claim deb-same-bytes cmp first.deb second.deb
field() { dpkg-deb -f first.deb "$1"; }
claim deb-version test "vetsim $(field Version)" = "$("$built" --version | head -n 1)"
needs() { field Depends | grep -q "$1"; }
for package in 'libc6 (>= ' libgsl libconfig libsqlite3 libjansson gnuplot-nox fonts-noto-cjk; do
    claim "deb-needs-${package% (*}" needs "$package"
done
dpkg-deb -x first.deb unpacked && dpkg-deb -e first.deb unpacked/DEBIAN
claim deb-sums sh -c 'cd unpacked && md5sum --quiet -c DEBIAN/md5sums'
claim deb-all-summed test "$(find unpacked/usr -type f | wc -l)" -eq "$(wc -l <unpacked/DEBIAN/md5sums)"
all_of_root() { dpkg-deb -c first.deb | awk '$2 != "root/root" || $1 ~ /w..$/ || $1 ~ /^-....w/ {bad = 1; print "#", $0} END {exit bad}'; }
claim deb-belongs-to-root all_of_root
claim deb-manual sh -c 'gzip -dc unpacked/usr/share/man/man1/vetsim.1.gz | grep -q "^.TH VETSIM 1"'
VETSIM=$PWD/unpacked/usr/bin/vetsim
for locale in C zh_CN.UTF-8; do
    LC_ALL=$locale
    claim "deb-runs-$locale" exits 0 run unpacked/usr/share/vetsim/scenarios/chiping/as-written.cfg
done
claim deb-chinese-by-locale says out '目标'
finish
