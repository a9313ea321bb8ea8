module example.com/owner/each_visits_own_ok

go 1.24
