module example.com/owner/defaults_after_loading_bad

go 1.24
