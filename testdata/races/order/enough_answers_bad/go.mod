module example.com/order/enough_answers_bad

go 1.24
