extension NumberingPlan {
    /// Digits as a number of the plan.
    public struct Reading: Hashable, Sendable {
        /// The number, without the trunk prefix that stood in it.
        public let number: E164
        /// Never `.impossible`.
        public let standing: Standing
        public let callingCode: Int
        /// Digits of a trunk prefix that stood after the calling code and belongs to no number: 0…2.
        public let trunkDigits: Int
        /// Bits that tell this number from all others: the calling code, the length, and one of the allocated national
        /// numbers of that length, or of all of that length when this one is not allocated. Sparse plans need few.
        public let bits: Double
    }
}
