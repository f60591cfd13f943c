import Telephony

extension SettingValue {
    func dialPlan() throws(ConfigurationError) -> CallerDialPlan? {
        guard let text = try optionalText() else { return nil }
        do throws(CallerDialPlanError) {
            return try CallerDialPlan(text)
        } catch {
            throw .badDialPlan(origin, error)
        }
    }
}
