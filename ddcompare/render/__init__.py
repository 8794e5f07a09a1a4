"""Result records shown: terminal, Markdown, HTML, CSV, JSON, annotations."""
