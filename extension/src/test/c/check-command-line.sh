# Bad usage ends with 125 and one line on stderr; nothing runs.

refuses() {
    local description=$1
    shift
    launch "$@"
    matches "$description" "$code: $output: $errors" '125: : junit-isolated-launcher: [^'$'\n'']+'
}

refuses 'no command is bad usage'                          --net
refuses 'no command after -- is bad usage'                 --net --
refuses 'an unknown option is bad usage'                   --nett -- echo ran
refuses 'an unknown short option is bad usage'             -x -- echo ran
refuses 'an option without its value is bad usage'         --mount --tmpfs
refuses 'a value for a flag is bad usage'                  --net=yes -- echo ran
refuses '--tmpfs without --mount is bad usage'             --tmpfs /tmp -- echo ran
refuses 'a relative --tmpfs is bad usage'                  --mount --tmpfs tmp -- echo ran
refuses 'a relative --keep is bad usage'                   --mount --tmpfs /tmp --keep tmp/x -- echo ran
refuses '--hostname without --uts is bad usage'            --hostname name -- echo ran
refuses 'an empty --hostname is bad usage'                 --uts --hostname '' -- echo ran
refuses 'a --hostname of 65 bytes is bad usage'            --uts --hostname "$(printf '%065d' 0)" -- echo ran
refuses 'a --hostname with a blank is bad usage'           --uts --hostname 'a b' -- echo ran
refuses 'a --hostname with a line end is bad usage'        --uts --hostname $'a\nb' -- echo ran
refuses 'a --hostname with a # is bad usage'               --uts --hostname 'a#b' -- echo ran
refuses 'a --socket that is not there is bad usage'        --socket "$work/missing" -- echo ran
refuses 'a --socket longer than a socket address is bad'   --socket "/$(printf '%0108d' 0)" -- echo ran

launch --nett -- echo ran
matches 'bad usage names the unknown option' "$errors" '.*--nett.*'

launch -xy -- echo ran
matches 'bad usage names the unknown short option' "$errors" '.*unknown option -x.*'

launch --mount --tmpfs
matches 'bad usage names the option whose value is missing' "$errors" '.*--tmpfs.*'

launch --version
matches '--version prints the version and ends with 0' "$code: $output: $errors" '0: junit-isolated-launcher [^ ]+: '

is 'options of the command are the command'"'"'s own' "$(inside echo --net --version)" '--net --version'
