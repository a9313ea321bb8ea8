module example.com/owner/constructor_starts_early_bad

go 1.24
