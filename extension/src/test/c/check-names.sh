# Host names: --uts, --hostname, and that they resolve under --net and --uts.

name=$(uname -n)

is 'without --uts the host name is the host'"'"'s' "$(inside -- uname -n)" "$name"
is '--net alone leaves the host name' "$(inside --net -- uname -n)" "$name"
is '--uts: the host name is "isolated"' "$(inside --uts -- uname -n)" isolated
is '--uts --hostname: the name is the given one' "$(inside --uts --hostname given.name -- uname -n)" given.name
longest=$(printf 'h%063d' 0)
is '--uts --hostname: 64 bytes are taken' "$(inside --uts --hostname "$longest" -- uname -n)" "$longest"
is '--uts: the host keeps its own name' "$(uname -n)" "$name"

# The IPv4 loopback addresses of our own host name, as a program gets them (asked for IPv4 alone, getent leaves them out).
own_address() {
    inside "$@" -- timeout 2 sh -c 'getent ahosts "$(uname -n)"' | sed -n 's/^\(127[.0-9]*\) .*/\1/p' | sort -u
}

is '--net: the host name resolves to loopback'            "$(own_address --net)" 127.0.0.1
is '--uts: the host name resolves to loopback'            "$(own_address --uts)" 127.0.0.1
is '--net --uts: the host name resolves to loopback'      "$(own_address --net --uts)" 127.0.0.1
is '--uts --hostname: the given name resolves'            "$(own_address --uts --hostname given)" 127.0.0.1
is '--net --uts --hostname: 64 bytes resolve'             "$(own_address --net --uts --hostname "$longest")" 127.0.0.1
is '--net: localhost resolves' "$(inside --net -- getent ahosts localhost | sed -n 's/^\(127[.0-9]*\) .*/\1/p' | sort -u)" 127.0.0.1
is '--net: the loopback address has a name' \
    "$(inside --net -- timeout 2 getent hosts 127.0.0.1 | sed 's/^[^ ]* *//; s/ .*//')" localhost
is '--net: a name that is not known fails at once' \
    "$(inside --net -- sh -c 'timeout 5 getent hosts no-such-name.invalid; echo $?')" 2
is '--net: everybody can read /etc/hosts' "$(inside --net -- stat -c %a /etc/hosts)" 644

before=$(md5sum /etc/hosts)
inside --net --uts -- true >/dev/null
is '--net --uts: /etc/hosts of the host stays as it is' "$(md5sum /etc/hosts)" "$before"
is '--mount alone leaves /etc/hosts' "$(inside --mount -- md5sum /etc/hosts)" "$before"
is '--net: nothing of the preparation is left in /tmp' "$(inside --net -- ls -Ad /tmp/hosts /tmp/nsswitch.conf 2>&1 |
    grep -c 'No such file')" 2

# ---- in a world with other files in /etc ----

cat >"$work/hosts" <<END
# a comment
127.0.0.1	localhost here
127.0.1.1 $name.example $name
::1 localhost six
10.1.2.3 database
2001:db8::7 far
	10.9.9.9 indented
  127.0.0.5 leading
127.0.0.6 $(printf 'n%d ' {1..2000})last
END
printf '127.0.0.7 dos\r\n' >>"$work/hosts"
cat >"$work/nsswitch" <<END
passwd: files
 hosts: mymachines resolve [!UNAVAIL=return] files myhostname dns
networks: files
END
with_files="mount --bind '$work/hosts' /etc/hosts; mount --bind '$work/nsswitch' /etc/nsswitch.conf"

if can_prepare && [ -e /etc/nsswitch.conf ]; then
    addresses=$(inside_in "$with_files" --net -- sed 's/^[ \t]*//; s/[ \t].*//' /etc/hosts | sort -u | paste -sd ' ')
    matches '--net: /etc/hosts has loopback addresses only' "$addresses" '127.0.0.1 127.0.0.5 127.0.0.6 127.0.0.7 (127.0.1.1 )?::1'
    matches '--net: other loopback names of the host stay' \
        "$(inside_in "$with_files" --net -- getent hosts here)" '127\.0\.0\.1 +.*here.*'
    for name in leading last dos; do
        matches "--net: blanks, long lines and line ends do not matter: $name" \
            "$(inside_in "$with_files" --net -- getent hosts $name)" "127\\.0\\.0\\.[567] .*$name"
    done
    is '--net: the hosts line of nsswitch.conf is "files dns"' \
        "$(inside_in "$with_files" --net -- grep hosts: /etc/nsswitch.conf)" 'hosts: files dns'
    is '--net: other lines of nsswitch.conf stay' \
        "$(inside_in "$with_files" --net -- grep -v hosts: /etc/nsswitch.conf)" $'passwd: files\nnetworks: files'
    is '--uts alone puts files first in the hosts line of nsswitch.conf' \
        "$(inside_in "$with_files" --uts -- grep hosts: /etc/nsswitch.conf)" \
        "hosts: files$(sed -n 's/^ hosts://p' "$work/nsswitch")"
    matches '--uts alone keeps the other addresses of /etc/hosts' \
        "$(inside_in "$with_files" --uts -- grep database /etc/hosts)" '10.1.2.3[ \t]+database'
    is '--net: a name service cache of the host is hidden' \
        "$(inside_in 'mount -t tmpfs none /run; mkdir /run/nscd; >/run/nscd/socket' --net -- ls -A /run/nscd)" ''
else
    skip 'a world of its own cannot be prepared' '--net: /etc/hosts has loopback addresses only' \
        '--net: other loopback names of the host stay' \
        '--net: blanks, long lines and line ends do not matter: leading' \
        '--net: blanks, long lines and line ends do not matter: last' \
        '--net: blanks, long lines and line ends do not matter: dos' \
        '--net: the hosts line of nsswitch.conf is "files dns"' \
        '--net: other lines of nsswitch.conf stay' \
        '--uts alone leaves nsswitch.conf' \
        '--uts alone keeps the other addresses of /etc/hosts' \
        '--net: a name service cache of the host is hidden'
fi
