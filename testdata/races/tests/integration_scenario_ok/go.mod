module example.com/tests/integration_scenario_ok

go 1.24
