module example.com/real/recover_does_not_help_bad

go 1.24
