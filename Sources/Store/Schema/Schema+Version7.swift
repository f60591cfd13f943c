extension Schema {
    /// What version 7 added: which values nobody dialled, that stand in a To header alone. They are few, so that whether
    /// a number was dialled is read from indexes, and its row, which lies anywhere in the file, is not.
    static var tablesOfVersion7: String {
        """
        CREATE INDEX IF NOT EXISTS number_not_dialled ON number (value) WHERE attempts <= 0;
        CREATE INDEX IF NOT EXISTS target_not_dialled ON target (e164) WHERE attempts <= 0;
        """
    }
}
