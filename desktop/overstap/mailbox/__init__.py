"""Storage that offices share: folders, sticks, SFTP, WebDAV and S3. Knows files, not bundles."""
