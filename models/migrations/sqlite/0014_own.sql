-- +goose Up
-- What a person puts below their answers, where those go to the citizen alone.
ALTER TABLE users ADD COLUMN signature TEXT NOT NULL DEFAULT '';

-- Whose token it is; 0: of the house. Somebody's own may never do more than they may.
ALTER TABLE tokens ADD COLUMN user_id INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tokens_user ON tokens (user_id, id);

-- +goose Down
SELECT 1;
