module example.com/owner/batch_kept_bad

go 1.24
