module example.com/owner/each_visits_all_bad

go 1.24
