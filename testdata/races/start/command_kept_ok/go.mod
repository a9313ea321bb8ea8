module example.com/start/command_kept_ok

go 1.24

require github.com/spf13/cobra v0.0.0

replace github.com/spf13/cobra => ./cobra
