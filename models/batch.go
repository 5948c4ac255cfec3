package models

import "strings"

// Rows per statement, largest first: three shapes at most, so that prepared statements are few and reused.
var blocks = []int{100, 10, 1}

// batch runs one statement for many rows: head, then marks once per row, then tail.
func (tx *Tx) batch(head, marks, tail string, rows [][]any) error {
	return inRows(rows, marks, func(marks string, args []any) error {
		return tx.exec(head+marks+tail, args...)
	})
}

// inRows calls use with the rows in groups of the same few sizes, and the marks for each group.
func inRows(rows [][]any, marks string, use func(marks string, args []any) error) error {
	for _, size := range blocks {
		if len(rows) < size {
			continue
		}
		repeated := marks + strings.Repeat(", "+marks, size-1)
		for len(rows) >= size {
			var args []any
			for _, row := range rows[:size] {
				args = append(args, row...)
			}
			if err := use(repeated, args); err != nil {
				return err
			}
			rows = rows[size:]
		}
	}
	return nil
}

// inBlocks calls use with the ids in groups of the same few sizes, and the marks for each.
func inBlocks(ids []int64, use func(marks string, args []any) error) error {
	for _, size := range blocks {
		if len(ids) < size {
			continue
		}
		marks := "?" + strings.Repeat(", ?", size-1)
		for len(ids) >= size {
			if err := use(marks, anys(ids[:size])); err != nil {
				return err
			}
			ids = ids[size:]
		}
	}
	return nil
}

// anys are ids as arguments of a statement.
func anys(ids []int64) []any {
	all := make([]any, len(ids))
	for i, id := range ids {
		all[i] = id
	}
	return all
}
