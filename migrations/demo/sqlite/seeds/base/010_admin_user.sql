-- The first person who can sign in. Nothing happens where the username is taken.
INSERT INTO users (username, email, display_name, role)
VALUES ('admin', 'admin@shops.example', 'Administrator', 'admin')
ON CONFLICT DO NOTHING;
