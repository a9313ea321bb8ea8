module example.com/tests/integration_scenario_bad

go 1.24
