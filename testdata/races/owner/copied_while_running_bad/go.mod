module example.com/owner/copied_while_running_bad

go 1.24
