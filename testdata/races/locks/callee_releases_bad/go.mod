module example.com/locks/callee_releases_bad

go 1.24
