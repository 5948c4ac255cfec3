package models

import (
	"context"
	"fmt"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

// Migrate brings the schema up to this binary's version and installs what every house needs on an empty database.
// It returns how many migrations ran; Conflict for a database from a newer version, which is left untouched,
// or made with another key.
func (s *Store) Migrate(ctx context.Context) (int, error) {
	provider, err := s.migrator()
	if err != nil {
		return 0, err
	}
	if err := s.notNewer(ctx, provider); err != nil {
		return 0, err
	}
	results, err := provider.Up(ctx)
	if err != nil {
		return 0, fmt.Errorf("migrate: %w", err)
	}
	if err := s.restoreIndexes(ctx); err != nil {
		return len(results), err
	}
	if err := s.markKey(ctx); err != nil {
		return len(results), err
	}
	return len(results), s.install(ctx)
}

// Ready returns nil when the database answers and its schema is this binary's.
func (s *Store) Ready(ctx context.Context) error {
	provider, err := s.migrator()
	if err != nil {
		return err
	}
	if err := s.notNewer(ctx, provider); err != nil {
		return err
	}
	pending, err := provider.HasPending(ctx)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if pending {
		return conflict("schema_old")
	}
	return nil
}

func (s *Store) notNewer(ctx context.Context, provider *goose.Provider) error {
	have, err := provider.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	sources := provider.ListSources()
	if newest := sources[len(sources)-1].Version; have > newest {
		return conflict("schema_new", "Database", have, "Program", newest)
	}
	return nil
}

func (s *Store) migrator() (*goose.Provider, error) {
	pool, err := s.write.DB()
	if err != nil {
		return nil, err
	}
	files, err := s.dialect.migrations()
	if err != nil {
		return nil, err
	}
	dialect := map[string]database.Dialect{"sqlite": database.DialectSQLite3, "postgres": database.DialectPostgres}
	return goose.NewProvider(dialect[s.dialect.name()], pool, files)
}
