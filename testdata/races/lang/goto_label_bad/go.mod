module example.com/lang/goto_label_bad

go 1.24
